import type { ReactNode } from "react";

type Props = { caption: string; heads: readonly ReactNode[]; children: ReactNode };

const look =
  "w-full border-collapse text-small [&_td]:py-2 [&_td]:pe-4 [&_td]:align-top [&_tr]:border-b [&_tr]:border-line";

/** A table that scrolls by itself where it is wider than the page, also by keyboard. */
export function Table({ caption, heads, children }: Props) {
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className={look}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th
                key={String(at)}
                scope="col"
                className="py-2 pe-4 text-start align-bottom font-semibold"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
