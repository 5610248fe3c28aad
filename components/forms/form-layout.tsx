import type { ReactNode } from 'react';
import { cn } from '../ui/cn.ts';

/** Fields under each other; on wide screens in one or two columns. */
export function FormGrid({
  columns = 1,
  className,
  children,
}: {
  columns?: 1 | 2 | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  return <div className={cn('grid gap-x-4 gap-y-4', columns === 2 && 'sm:grid-cols-2', className)}>{children}</div>;
}

/** A titled part of a long form: what it is about at the left, its fields at the right. */
export function FormSection({
  title,
  description,
  children,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-b border-line py-6 first-of-type:pt-0 last-of-type:border-0 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div>
        <h2 className="text-base font-semibold text-ink">{title}</h2>
        {description ? <p className="mt-1 text-sm text-ink-3">{description}</p> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** The buttons that end a form; they stay in sight while a long form scrolls. */
export function FormActions({ sticky = false, children }: { sticky?: boolean | undefined; children: ReactNode }) {
  return (
    <div
      className={cn(
        'flex flex-wrap items-center justify-end gap-2 border-t border-line pt-4',
        sticky && 'sticky bottom-0 z-10 -mx-4 border-line bg-surface px-4 py-3 sm:-mx-6 sm:px-6',
      )}
    >
      {children}
    </div>
  );
}
