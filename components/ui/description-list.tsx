import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface Description {
  term: string;
  /** Shown as an em dash when null, undefined or empty. */
  detail: ReactNode;
}

/** Names and values of one thing. */
export function DescriptionList({
  items,
  columns = 1,
  className,
}: {
  items: readonly Description[];
  columns?: 1 | 2 | undefined;
  className?: string | undefined;
}) {
  return (
    <dl className={cn('grid gap-x-8', columns === 2 && 'md:grid-cols-2', className)}>
      {items.map((item) => {
        const missing = item.detail === null || item.detail === undefined || item.detail === '';
        return (
          <div
            key={item.term}
            className={cn(
              'grid grid-cols-[7.5rem_minmax(0,1fr)] gap-3 border-b border-line py-2 text-sm last:border-0',
              // The last row of two: no line under its left half either.
              columns === 2 && 'md:[&:nth-child(odd):nth-last-child(2)]:border-0',
            )}
          >
            <dt className="text-ink-3">{item.term}</dt>
            <dd className={cn('min-w-0 [overflow-wrap:anywhere]', missing ? 'text-ink-3' : 'text-ink')}>
              {missing ? (
                <>
                  <span aria-hidden="true">—</span>
                  <span className="sr-only">Not set</span>
                </>
              ) : (
                item.detail
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
