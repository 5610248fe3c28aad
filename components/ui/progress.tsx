'use client';

import { Progress as Base } from '@base-ui/react/progress';
import type { ReactNode } from 'react';

export interface ProgressProps {
  label: ReactNode;
  /** Done so far, or null while the end is unknown. */
  value: number | null;
  max?: number | undefined;
  /** What stands at the right instead of a percentage, for example "240 of 500 rows". */
  note?: string | undefined;
}

/** How far a job has come. */
export function Progress({ label, value, max = 100, note }: ProgressProps) {
  return (
    <Base.Root
      value={value}
      max={max}
      getAriaValueText={(formatted) => note ?? formatted ?? 'In progress'}
      className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-2 text-sm"
    >
      <Base.Label className="font-medium text-ink">{label}</Base.Label>
      {note ? (
        <span aria-hidden="true" className="text-ink-3 tabular-nums">
          {note}
        </span>
      ) : (
        <Base.Value className="text-ink-3 tabular-nums" />
      )}
      <Base.Track className="col-span-2 h-1.5 overflow-hidden rounded-full bg-press">
        <Base.Indicator className="h-full rounded-full bg-brand transition-[width] duration-300 ease-out data-indeterminate:w-1/3 data-indeterminate:animate-shimmer" />
      </Base.Track>
    </Base.Root>
  );
}
