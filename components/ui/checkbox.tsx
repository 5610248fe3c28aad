'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'size'> {
  label: ReactNode;
  hint?: ReactNode;
  /** Keeps the label for screen readers only, for example in a table cell. */
  hideLabel?: boolean | undefined;
}

/** A native check box, so it is sent and toggled without JavaScript as well. */
export function Checkbox({ label, hint, hideLabel, className, id, ...rest }: CheckboxProps) {
  const own = useId();
  const inputId = id ?? own;
  return (
    <span className={cn('flex items-start gap-2.5', className)}>
      <span className="relative grid size-5 shrink-0 place-items-center">
        <input
          {...rest}
          id={inputId}
          type="checkbox"
          aria-describedby={hint ? `${own}-hint` : undefined}
          className="peer relative size-4 appearance-none rounded-xs border border-control-line bg-raised shadow-xs transition-colors before:absolute before:-inset-0.5 checked:border-brand checked:bg-brand indeterminate:border-brand indeterminate:bg-brand hover:border-ink-3 checked:hover:bg-brand-hover disabled:border-line-strong disabled:bg-sunken checked:disabled:bg-line-strong"
        />
        <svg
          viewBox="0 0 16 16"
          aria-hidden="true"
          className="pointer-events-none absolute size-4 fill-none stroke-on-brand stroke-2 opacity-0 peer-checked:opacity-100"
        >
          <path d="m4 8.2 2.7 2.7L12 5.4" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      </span>
      <span className={cn('grid min-w-0 gap-0.5 text-sm', hideLabel && 'sr-only')}>
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
