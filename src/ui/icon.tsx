/** Line icons on a 24 px grid, always beside words. */
const shapes = {
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16 16l4.5 4.5",
  place:
    "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  check: "M4.5 12.5l5 5 10-11",
  clock: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.5V12l3 2",
  globe:
    "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17",
  plane:
    "M3 14l7-2.5V6a2 2 0 0 1 4 0v5.5l7 2.5v2l-7-1.5v4l2.5 1.5V21L12 20l-4.5 1v-1.5L10 18v-4L3 16v-2Z",
  compare: "M4 6h7v12H4zM13 6h7v12h-7z",
  close: "M6 6l12 12M18 6L6 18",
  link: "M10 14L20 4M13.5 4H20v6.5M17 13.5V20H4V7h6.5",
  speech: "M4 5h16v11H11l-4.5 4v-4H4z",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20.5c0-4.5 3.4-6.5 7.5-6.5s7.5 2 7.5 6.5",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5h4",
  menu: "M4 7h16M4 12h16M4 17h16",
} as const;

export function Icon({
  name,
  className = "size-5",
}: {
  name: keyof typeof shapes;
  className?: string;
}) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`${className} inline-block shrink-0`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
