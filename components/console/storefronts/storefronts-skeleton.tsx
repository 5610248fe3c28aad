import { Skeleton } from '../../ui/skeleton.tsx';

/** The list of storefronts while it loads. */
export function StorefrontsSkeleton() {
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">Loading…</span>
      <div className="flex items-end justify-between">
        <div className="grid gap-2">
          <Skeleton className="h-6 w-44" />
          <Skeleton className="h-3 w-72 max-w-full" />
        </div>
        <Skeleton className="h-8 w-36" />
      </div>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {['one', 'two', 'three'].map((card) => (
          <div key={card} className="overflow-clip rounded-lg border border-line bg-raised">
            <Skeleton className="h-32 rounded-none" />
            <div className="grid gap-2.5 px-4 py-4">
              <Skeleton className="h-4 w-1/2" />
              <Skeleton className="h-3 w-1/3" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}

/** The editor while it loads. */
export function EditorSkeleton() {
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">Loading…</span>
      <div className="flex items-end justify-between">
        <div className="grid gap-2">
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-6 w-52" />
        </div>
        <Skeleton className="h-8 w-24" />
      </div>
      <Skeleton className="h-5 w-full max-w-2xl" />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
        <div className="grid content-start gap-5">
          {['one', 'two', 'three', 'four'].map((field) => (
            <div key={field} className="grid gap-2">
              <Skeleton className="h-3 w-28" />
              <Skeleton className="h-8" />
            </div>
          ))}
        </div>
        <Skeleton className="hidden h-128 rounded-lg xl:block" />
      </div>
    </div>
  );
}
