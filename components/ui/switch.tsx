'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export interface SwitchProps extends Omit<ComponentProps<'input'>, 'type' | 'size' | 'role'> {
  label: ReactNode;
  hint?: ReactNode;
}

/** An on/off setting: a native check box with the switch role. */
export function Switch({ label, hint, className, id, ...rest }: SwitchProps) {
  const own = useId();
  const inputId = id ?? own;
  return (
    <span className={cn('flex items-start justify-between gap-4', className)}>
      <span className="grid min-w-0 gap-0.5 text-sm">
        <label htmlFor={inputId} className="font-medium text-ink">
          {label}
        </label>
        {hint ? (
          <span id={`${own}-hint`} className="text-xs text-ink-3">
            {hint}
          </span>
        ) : null}
      </span>
      <input
        {...rest}
        id={inputId}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its state by itself
        role="switch"
        aria-describedby={hint ? `${own}-hint` : undefined}
        className={cn(
          'relative h-6 w-10 shrink-0 appearance-none rounded-full border border-control-line bg-sunken transition-colors duration-150',
          'before:absolute before:top-1/2 before:left-0.5 before:size-4.5 before:-translate-y-1/2 before:rounded-full before:bg-ink-3 before:shadow-sm before:transition-[translate,background-color] before:duration-150 before:ease-out',
          'checked:border-brand checked:bg-brand checked:before:translate-x-4 checked:before:bg-on-brand',
          'disabled:border-line disabled:opacity-60',
        )}
      />
    </span>
  );
}
