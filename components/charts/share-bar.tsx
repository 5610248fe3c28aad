import { cn } from '../ui/cn.ts';

export interface Share {
  label: string;
  value: number;
  /** What stands in the legend instead of the bare number. */
  note?: string | undefined;
}

const fills = ['bg-chart-1', 'bg-chart-3', 'bg-chart-4', 'bg-chart-2', 'bg-ok', 'bg-chart-5'];

/** Parts of a whole in one bar, with a legend that carries the numbers. */
export function ShareBar({ label, shares }: { label: string; shares: readonly Share[] }) {
  const total = shares.reduce((sum, share) => sum + share.value, 0);
  return (
    <figure>
      <figcaption className="sr-only">{label}</figcaption>
      <div aria-hidden="true" className="flex h-2.5 gap-0.5 overflow-hidden rounded-full bg-press">
        {shares.map((share, index) =>
          share.value > 0 ? (
            <span
              key={share.label}
              className={cn('h-full', fills[index % fills.length])}
              style={{ width: `${(share.value / total) * 100}%` }}
            />
          ) : null,
        )}
      </div>
      <ul className="mt-3 grid grid-cols-2 gap-x-6 gap-y-1.5 text-sm sm:grid-cols-3">
        {shares.map((share, index) => (
          <li key={share.label} className="flex min-w-0 items-baseline gap-2">
            <span
              aria-hidden="true"
              className={cn('size-2 shrink-0 translate-y-[-1px] rounded-full', fills[index % fills.length])}
            />
            <span className="truncate text-ink-2">{share.label}</span>
            <span className="ml-auto text-ink tabular-nums">{share.note ?? share.value.toLocaleString('en-US')}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
