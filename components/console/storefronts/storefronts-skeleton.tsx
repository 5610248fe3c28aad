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
