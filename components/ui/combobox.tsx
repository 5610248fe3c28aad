'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from './cn.ts';
import { useControlProps } from './field.tsx';

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string | undefined;
}

export interface ComboboxProps {
  /** The list, or the first page of it when `search` is given. */
  options: readonly ComboboxOption[];
  name?: string | undefined;
  /** The chosen option at the start. */
  defaultOption?: ComboboxOption | undefined;
  onOptionChange?: ((option: ComboboxOption | null) => void) | undefined;
  /** Asks the server for matches; called at most every 200 ms while typing. Without it, `options` are filtered in place. */
  search?: ((text: string) => Promise<readonly ComboboxOption[]>) | undefined;
  placeholder?: string | undefined;
  emptyText?: string | undefined;
  className?: string | undefined;
  'aria-label'?: string | undefined;
}

const SEARCH_DELAY_MS = 200;

/** Finds one of a long list by typing. */
export function Combobox({
  options,
  name,
  defaultOption,
  onOptionChange,
  search,
  placeholder,
  emptyText = 'Nothing found',
  className,
  'aria-label': ariaLabel,
}: ComboboxProps) {
  const wiring = useControlProps();
  const [found, setFound] = useState<readonly ComboboxOption[]>(options);
  const [typed, setTyped] = useState('');

  useEffect(() => {
    if (!search) return;
    if (typed === '') {
      setFound(options);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      const matches = await search(typed);
      if (current) setFound(matches);
    }, SEARCH_DELAY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [search, typed, options]);

  return (
    <Base.Root
      items={search ? found : options}
      name={name}
      defaultValue={defaultOption ?? null}
      isItemEqualToValue={(a: ComboboxOption, b: ComboboxOption) => a.value === b.value}
      onValueChange={(option: ComboboxOption | null) => onOptionChange?.(option)}
      onInputValueChange={(text, details) => {
        if (details.reason === 'input-change') setTyped(text);
      }}
      {...(search ? { filter: null } : {})}
    >
      <Base.InputGroup className={cn('control relative flex h-8 items-center text-sm', className)}>
        <Base.Input
          {...wiring}
          aria-label={ariaLabel}
          placeholder={placeholder}
          className="h-full w-full min-w-0 bg-transparent pr-14 pl-2.5 outline-none placeholder:text-ink-3"
        />
        <span className="absolute right-1 flex items-center text-ink-3">
          <Base.Clear
            aria-label="Clear"
            className="grid size-6 place-items-center rounded-xs hover:bg-hover hover:text-ink"
          >
            <X aria-hidden="true" className="size-3.5" />
          </Base.Clear>
          <Base.Trigger
            aria-label="Show choices"
            className="grid size-6 place-items-center rounded-xs hover:bg-hover hover:text-ink"
          >
            <ChevronsUpDown aria-hidden="true" className="size-3.5" />
          </Base.Trigger>
        </span>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} className="z-50 outline-none">
          <Base.Popup className="popup w-(--anchor-width) max-w-(--available-width)">
            <Base.Empty>
              <p className="px-3 py-2.5 text-sm text-ink-3">{emptyText}</p>
            </Base.Empty>
            <Base.List className="no-scrollbar max-h-[min(18rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 data-empty:p-0">
              {(option: ComboboxOption) => (
                <Base.Item key={option.value} value={option} className="popup-item justify-between">
                  <span className="grid min-w-0">
                    <span className="truncate">{option.label}</span>
                    {option.hint ? <span className="truncate text-xs text-ink-3">{option.hint}</span> : null}
                  </span>
                  <Base.ItemIndicator className="flex text-brand-ink">
                    <Check aria-hidden="true" className="size-4" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
