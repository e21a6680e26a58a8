/** What somebody wrote, as they wrote it. */
export function Words({ head, text }: { head?: string; text: string }) {
  return (
    <div className="mt-2">
      {head && <p className="font-semibold">{head}</p>}
      <p className="whitespace-pre-wrap" dir="auto">
        {text}
      </p>
    </div>
  );
}
