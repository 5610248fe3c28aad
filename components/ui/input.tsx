'use client';

import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { useControlProps } from './field.tsx';

export interface InputProps extends Omit<ComponentProps<'input'>, 'size'> {
  size?: 'sm' | 'md' | 'lg' | undefined;
  /** Shown inside the field before the text, for example an icon or "https://". */
  lead?: ReactNode;
  /** Shown inside the field after the text, for example a unit or a key hint. */
  trail?: ReactNode;
}

const heights = { sm: 'h-7 text-xs', md: 'h-8 text-sm', lg: 'h-10 text-base' };

/** A one-line text field. Inside a `Field` it takes its id and description from there. */
export function Input({ size = 'md', lead, trail, className, id, ...rest }: InputProps) {
  const wiring = useControlProps(id);
  if (!lead && !trail) {
    return <input {...wiring} {...rest} className={cn('control px-2.5', heights[size], className)} />;
  }
  return (
    <span
      className={cn('control flex items-center gap-2 px-2.5', heights[size], className)}
      data-disabled={rest.disabled ? '' : undefined}
    >
      {lead ? <span className="flex shrink-0 text-ink-3 [&_svg]:size-4">{lead}</span> : null}
      <input
        {...wiring}
        {...rest}
        className="h-full w-full min-w-0 bg-transparent outline-none placeholder:text-ink-3 disabled:cursor-not-allowed"
      />
      {trail ? <span className="flex shrink-0 items-center text-ink-3 [&_svg]:size-4">{trail}</span> : null}
    </span>
  );
}
