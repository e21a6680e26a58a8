import { useFormatter } from "next-intl";

export type Waiting = { href: string; name: string; count: number };

/** What waits, each with how many; what is empty stays quiet. */
export function WaitingList({ waiting }: { waiting: readonly Waiting[] }) {
  const format = useFormatter();
  return (
    <ul>
      {waiting.map(({ href, name, count }) => (
        <li
          key={href}
          className="flex items-baseline justify-between gap-4 border-b border-line py-3"
        >
          <a href={href}>{name}</a>
          <span className={count > 0 ? "mark mark-warm" : "mark"}>{format.number(count)}</span>
        </li>
      ))}
    </ul>
  );
}
