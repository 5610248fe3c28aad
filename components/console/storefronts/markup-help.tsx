const examples: readonly (readonly [typed: string, means: string])[] = [
  ['## Opening soon', 'a heading'],
  ['**important**', 'bold'],
  ['*softly*', 'italic'],
  ['- one thing', 'a line of a list'],
  ['1. first', 'a line of a numbered list'],
  ['[our shop](https://example.com)', 'a link'],
];

/** The small part of CommonMark that texts of a storefront may use. */
export function MarkupHelp() {
  return (
    <details className="group rounded-md border border-line bg-sunken text-sm">
      <summary className="cursor-pointer rounded-md px-3 py-2 font-medium text-ink-2 hover:text-ink">
        Headings, lists and links
      </summary>
      <div className="border-t border-line px-3 py-2.5">
        <p className="text-xs text-ink-3">An empty line begins a new paragraph. HTML is shown as it is typed.</p>
        <dl className="mt-2 grid gap-x-4 gap-y-1 text-xs xs:grid-cols-[auto_1fr]">
          {examples.map(([typed, means]) => (
            <div key={typed} className="contents">
              <dt className="font-mono text-ink [overflow-wrap:anywhere]">{typed}</dt>
              <dd className="mb-1 text-ink-3 xs:mb-0">{means}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
