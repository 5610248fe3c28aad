import Link from 'next/link';

export interface Crumb {
  label: string;
  /** Missing for the page itself. */
  href?: string | undefined;
}

/** The way from the top to this page. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 flex-wrap items-center gap-1 text-xs text-ink-3">
        {crumbs.map((crumb, index) => (
          <li key={`${crumb.href ?? ''}${crumb.label}`} className="flex min-w-0 items-center gap-1">
            {index > 0 ? (
              <span aria-hidden="true" className="text-line-strong">
                /
              </span>
            ) : null}
            {crumb.href ? (
              <Link
                href={crumb.href}
                prefetch={false}
                className="-mx-1 inline-flex min-h-6 items-center truncate rounded-xs px-1 hover:bg-hover hover:text-ink"
              >
                {crumb.label}
              </Link>
            ) : (
              <span aria-current="page" className="max-w-64 truncate px-1 text-ink-2">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
