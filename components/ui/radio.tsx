'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export interface RadioProps extends Omit<ComponentProps<'input'>, 'type' | 'size'> {
  label: ReactNode;
  hint?: ReactNode;
}

/** One choice of several with the same `name`; stand them in a `FieldGroup`. */
export function Radio({ label, hint, className, id, ...rest }: RadioProps) {
  const own = useId();
  const inputId = id ?? own;
  return (
    <span className={cn('flex items-start gap-2.5', className)}>
      <span className="relative grid size-5 shrink-0 place-items-center">
        <input
          {...rest}
          id={inputId}
          type="radio"
          aria-describedby={hint ? `${own}-hint` : undefined}
          className="relative size-4 appearance-none rounded-full border border-control-line bg-raised shadow-xs transition-all before:absolute before:-inset-0.5 checked:border-[5px] checked:border-brand hover:border-ink-3 checked:hover:border-brand-hover disabled:border-line-strong disabled:bg-sunken"
        />
      </span>
      <span className="grid min-w-0 gap-0.5 text-sm">
        <label htmlFor={inputId} className="text-ink">
          {label}
        </label>
        {hint ? (
          <span id={`${own}-hint`} className="text-xs text-ink-3">
            {hint}
          </span>
        ) : null}
      </span>
    </span>
  );
}
