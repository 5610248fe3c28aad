'use client';

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { useField } from './field.tsx';

export interface SelectOption {
  value: string;
  label: ReactNode;
  hint?: string | undefined;
  disabled?: boolean | undefined;
}

export interface SelectProps {
  options: readonly SelectOption[];
  name?: string | undefined;
  value?: string | undefined;
  defaultValue?: string | undefined;
  onValueChange?: ((value: string) => void) | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  size?: 'sm' | 'md' | 'lg' | undefined;
  className?: string | undefined;
  /** Only outside a `Field`. */
  'aria-label'?: string | undefined;
}

const heights = { sm: 'h-7 text-xs', md: 'h-8 text-sm', lg: 'h-10 text-base' };

/** Chooses one of a short closed list. For long lists use `Combobox`. */
export function Select({
  options,
  name,
  value,
  defaultValue,
  onValueChange,
  placeholder = 'Choose…',
  disabled,
  size = 'md',
  className,
  'aria-label': ariaLabel,
}: SelectProps) {
  const field = useField();
  const start = defaultValue ?? null;
  return (
    <Base.Root
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      name={name}
      disabled={disabled}
      {...(value === undefined ? { defaultValue: start } : { value: value === '' ? null : value })}
      onValueChange={(next) => onValueChange?.(next ?? '')}
    >
      <Base.Trigger
        id={field?.controlId}
        aria-label={ariaLabel}
        aria-labelledby={ariaLabel ? undefined : field?.labelId}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.invalid || undefined}
        className={cn('control flex items-center justify-between gap-2 px-2.5 text-left', heights[size], className)}
      >
        <Base.Value className="truncate data-placeholder:text-ink-3" placeholder={placeholder} />
        <Base.Icon className="flex text-ink-3">
          <ChevronsUpDown aria-hidden="true" className="size-3.5" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className="popup no-scrollbar max-h-[min(20rem,var(--available-height))] min-w-(--anchor-width) overflow-y-auto p-1">
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="popup-item justify-between pr-2"
                >
                  <span className="grid">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.hint ? <span className="max-w-72 text-xs text-ink-3">{option.hint}</span> : null}
                  </span>
                  <Base.ItemIndicator className="flex text-brand-ink">
                    <Check aria-hidden="true" className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
