import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** 1 where it is the whole page. */
  level?: 1 | 2 | undefined;
  children?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
  /** Quieter ways on, for example a sample file. */
  secondary?: ReactNode;
  className?: string | undefined;
}

/** What stands where a list has nothing to show: what belongs here, and the one action that fills it. */
export function EmptyState({ icon, title, level = 2, children, action, secondary, className }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
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
      <Heading className="text-base font-semibold text-ink">{title}</Heading>
      {children ? <div className="mt-1 max-w-sm text-sm text-ink-3">{children}</div> : null}
      {action ? <div className="mt-5">{action}</div> : null}
      {secondary ? <div className="mt-3 text-sm text-ink-3">{secondary}</div> : null}
    </div>
  );
}
