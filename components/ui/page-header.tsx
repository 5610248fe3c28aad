import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';

export interface PageHeaderProps {
  title: ReactNode;
  crumbs?: readonly Crumb[] | undefined;
  description?: ReactNode;
  /** Beside the title: a badge, a count. */
  aside?: ReactNode;
  /** A picture before the title. */
  media?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
}

/** The top of a page: where one is, what it is, what one can do. Holds the page's only `h1`. */
export function PageHeader({ title, crumbs, description, aside, media, actions }: PageHeaderProps) {
  return (
    <header className="grid gap-2">
      {crumbs && crumbs.length > 0 ? <Breadcrumbs crumbs={crumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          {media}
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <h1 className="min-w-0 text-xl font-semibold text-ink [overflow-wrap:anywhere]">{title}</h1>
              {aside}
            </div>
            {description ? <p className="mt-0.5 max-w-prose text-sm text-ink-3">{description}</p> : null}
          </div>
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
