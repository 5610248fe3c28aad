import type { ReactNode } from 'react';

export interface TimelineEntry {
  id: string;
  icon?: ReactNode;
  title: ReactNode;
  /** When, at the right. */
  at?: ReactNode;
  children?: ReactNode;
}

/** What happened, newest first. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol aria-label={label} className="grid">
      {entries.map((entry) => (
        <li key={entry.id} className="group relative grid grid-cols-[1.75rem_minmax(0,1fr)] gap-3 pb-4 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-7 bottom-0 left-3.5 w-px -translate-x-1/2 bg-line group-last:hidden"
          />
          <span
            aria-hidden="true"
            className="grid size-7 place-items-center rounded-full border border-line bg-surface text-ink-3 [&_svg]:size-3.5"
          >
            {entry.icon ?? <span className="size-1.5 rounded-full bg-ink-3" />}
          </span>
          <div className="min-w-0 pt-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <div className="min-w-0 text-sm font-medium text-ink [overflow-wrap:anywhere]">{entry.title}</div>
              {entry.at ? <div className="shrink-0 text-xs text-ink-3">{entry.at}</div> : null}
            </div>
            {entry.children ? <div className="mt-0.5 text-sm text-ink-2">{entry.children}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
