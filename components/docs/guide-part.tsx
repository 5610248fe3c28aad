import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';

/** One chapter of the guide, reached by its name. */
export function GuidePart({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="border-t border-line py-8 first:border-t-0">
      <h2 id={id} className="scroll-mt-20 text-xl font-semibold text-ink">
        {title}
      </h2>
      <div className="mt-3 grid gap-4">{children}</div>
    </section>
  );
}

/** A table of the guide, scrolling inside itself where it is wider than the page. */
export function GuideTable({
  label,
  head,
  rows,
}: {
  label: string;
  head: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section tabIndex={0} aria-label={label} className="overflow-x-auto">
      <table className="w-full min-w-lg text-left text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            {head.map((title) => (
              <th key={title} scope="col" className="py-1.5 pr-4 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a printed table never move
            <tr key={row}>
              {cells.map((cell, column) => (
                <td
                  key={head[column]}
                  className={cn(
                    'py-1.5 pr-4 align-top text-ink-2',
                    column === cells.length - 1 ? '[overflow-wrap:anywhere]' : 'whitespace-nowrap',
                  )}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
