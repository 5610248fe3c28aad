import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface StatProps {
  label: string;
  value: ReactNode;
  /** One line of context under the number. */
  note?: ReactNode;
  /** A small chart at the right. */
  chart?: ReactNode;
  href?: string | undefined;
}

/** One number that matters. */
export function Stat({ label, value, note, chart, href }: StatProps) {
  return (
    <div
      className={cn(
        'relative flex min-w-0 items-end justify-between gap-3 rounded-lg border border-line bg-raised px-4 py-3.5 shadow-xs',
        href && 'transition-colors hover:border-line-strong',
      )}
    >
      <dl className="min-w-0">
        <dt className="text-sm text-ink-3">
          {href ? (
            <Link href={href} prefetch={false} className="after:absolute after:inset-0 after:rounded-lg">
              {label}
            </Link>
          ) : (
            label
          )}
        </dt>
        <dd className="mt-1 truncate text-2xl font-semibold text-ink tabular-nums">{value}</dd>
        {note ? <dd className="mt-0.5 truncate text-xs text-ink-3">{note}</dd> : null}
      </dl>
      {chart ? <div className="hidden shrink-0 xs:block">{chart}</div> : null}
    </div>
  );
}
