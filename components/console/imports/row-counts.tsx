import { cn } from '../../ui/cn.ts';

export interface RowCountsProps {
  created: number;
  updated: number;
  skipped: number;
  rejected: number;
  /** Whether it has happened, or would. */
  tense: 'past' | 'future';
}

/** What becomes of the rows, in four numbers. */
export function RowCounts({ created, updated, skipped, rejected, tense }: RowCountsProps) {
  const past = tense === 'past';
  const cells = [
    { label: past ? 'Created' : 'New contacts', count: created, dot: 'bg-ok' },
    { label: past ? 'Updated' : 'To update', count: updated, dot: 'bg-info' },
    { label: past ? 'Skipped' : 'To skip', count: skipped, dot: 'bg-control-line' },
    { label: past ? 'Rejected' : 'To reject', count: rejected, dot: 'bg-danger' },
  ];
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-md border border-line sm:grid-cols-4">
      {cells.map((cell) => (
        <div
          key={cell.label}
          className="border-line px-4 py-3 not-last:border-r max-sm:nth-2:border-r-0 max-sm:nth-[-n+2]:border-b"
        >
          <dt className="flex items-center gap-2 text-xs text-ink-3">
            <span aria-hidden="true" className={cn('size-2 rounded-full', cell.dot)} />
            {cell.label}
          </dt>
          <dd className={cn('mt-1 text-xl font-semibold tabular-nums', cell.count === 0 ? 'text-ink-3' : 'text-ink')}>
            {cell.count.toLocaleString('en-US')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
