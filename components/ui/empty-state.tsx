import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
  /** Quieter ways on, for example a sample file. */
  secondary?: ReactNode;
  className?: string | undefined;
}

/** What stands where a list has nothing to show: what belongs here, and the one action that fills it. */
export function EmptyState({ icon, title, children, action, secondary, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center px-6 py-14 text-center', className)}>
      {icon ? (
        <span
          aria-hidden="true"
          className="mb-4 grid size-11 place-items-center rounded-lg border border-line bg-raised text-brand-ink shadow-sm [&_svg]:size-5"
        >
          {icon}
        </span>
      ) : null}
      <h2 className="text-base font-semibold text-ink">{title}</h2>
      {children ? <div className="mt-1 max-w-sm text-sm text-ink-3">{children}</div> : null}
      {action ? <div className="mt-5">{action}</div> : null}
      {secondary ? <div className="mt-3 text-sm text-ink-3">{secondary}</div> : null}
    </div>
  );
}
