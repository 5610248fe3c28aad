import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface CardProps {
  /** For links that lead here. */
  id?: string | undefined;
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** A quiet strip at the bottom, for a save button or a link to more. */
  footer?: ReactNode;
  /** The content goes to the edges: for tables and lists. */
  flush?: boolean | undefined;
  /** Level of the title, by where the card stands. */
  level?: 2 | 3 | undefined;
  className?: string | undefined;
  children?: ReactNode;
}

/** A bordered group with a title. */
export function Card({ id, title, description, actions, footer, flush, level = 2, className, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      id={id}
      className={cn('min-w-0 scroll-mt-20 overflow-clip rounded-lg border border-line bg-raised shadow-xs', className)}
    >
      {title || actions ? (
        <header
          className={cn(
            'flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5 sm:px-5',
            flush ? 'border-b border-line pb-3.5' : 'pb-0',
          )}
        >
          <div className="min-w-0">
            {title ? <Heading className="text-base font-semibold text-ink">{title}</Heading> : null}
            {description ? <p className="mt-0.5 text-sm text-ink-3">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      {flush ? children : <div className="px-4 py-4 sm:px-5">{children}</div>}
      {footer ? (
        <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-sunken px-4 py-3 sm:px-5">
          {footer}
        </footer>
      ) : null}
    </section>
  );
}
