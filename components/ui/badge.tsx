import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

const badgeVariants = cva(
  'inline-flex h-5 items-center gap-1 rounded-xs border px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'border-line-strong bg-sunken text-ink-2',
        brand: 'border-brand-line bg-brand-soft text-brand-ink',
        ok: 'border-ok-line bg-ok-soft text-ok-ink',
        warn: 'border-warn-line bg-warn-soft text-warn-ink',
        danger: 'border-danger-line bg-danger-soft text-danger-ink',
        info: 'border-info-line bg-info-soft text-info-ink',
        violet: 'border-violet-line bg-violet-soft text-violet-ink',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeVariants>['tone']>;

/** A short state or kind. Colour never stands alone: the text says the same. */
export function Badge({
  tone,
  dot = false,
  className,
  children,
}: {
  tone?: Tone | undefined;
  dot?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span className={cn(badgeVariants({ tone }), className)}>
      {dot ? <span aria-hidden="true" className="size-1.5 rounded-full bg-current" /> : null}
      {children}
    </span>
  );
}
