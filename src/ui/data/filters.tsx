type Filter = { href: string; label: string; isHere: boolean };

/** Ways to narrow a list, each an address of its own. */
export function Filters({ filters }: { filters: readonly Filter[] }) {
  return (
    <ul className="mb-6 flex flex-wrap gap-x-4 gap-y-1">
      {filters.map(({ href, label, isHere }) => (
        <li key={href}>
          <a
            href={href}
            aria-current={isHere ? "page" : undefined}
            className="inline-flex min-h-11 items-center aria-[current=page]:font-semibold"
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
