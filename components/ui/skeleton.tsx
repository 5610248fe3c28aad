import { cn } from './cn.ts';

/** A grey shape in the place of what is loading. Decoration only: the loading page says so in words once. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden="true" className={cn('block h-4 animate-shimmer rounded-xs bg-press', className)} />;
}

/** A whole page that is loading: a title, a toolbar and rows. */
export function PageSkeleton({ rows = 10 }: { rows?: number | undefined }) {
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">Loading…</span>
      <div className="flex items-end justify-between">
        <div className="grid gap-2">
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-6 w-44" />
        </div>
        <Skeleton className="h-8 w-28" />
      </div>
      <div className="rounded-lg border border-line bg-raised">
        <div className="border-b border-line px-4 py-3">
          <Skeleton className="h-4 w-64 max-w-full" />
        </div>
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical shapes, never reordered
          <div key={row} className="flex items-center gap-6 border-b border-line px-4 py-3 last:border-0">
            <Skeleton className="size-6 rounded-full" />
            <Skeleton className="w-1/4" />
            <Skeleton className="hidden w-1/5 sm:block" />
            <Skeleton className="ml-auto w-16" />
          </div>
        ))}
      </div>
    </div>
  );
}
