'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useTransition } from 'react';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { LinkButton } from '../ui/link-button.tsx';

export interface FilterBarProps {
  /** The list's own address, without a query. */
  path: string;
  /** Whether the address narrows the list at all; only then there is something to clear. */
  filtered: boolean;
  /** Where Clear leads when it is not the list's own address. */
  clearHref?: string | undefined;
  /** The columns on wide screens, as classes; below there are two. */
  columns: string;
  /** Whether Apply takes a row of its own on narrow screens; not where the fields leave one of the two columns free. */
  applyOnOwnRow?: boolean | undefined;
  /** The fields, each named as its filter is in the address. */
  children: ReactNode;
}

/** Narrows a list. A plain form that puts its fields into the address; with JavaScript, trimmed and without the empty ones. */
export function FilterBar({
  path,
  filtered,
  clearHref = path,
  columns,
  applyOnOwnRow = true,
  children,
}: FilterBarProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
    );
    const text = new URLSearchParams(filled).toString();
    startTransition(() => router.push(text ? `${path}?${text}` : path, { scroll: false }));
  }

  return (
    <form action={path} onSubmit={apply} className="border-b border-line px-4 py-3.5 sm:px-5">
      <div className={cn('grid grid-cols-2 gap-3', columns)}>
        {children}
        <div className={cn('flex items-end gap-2', applyOnOwnRow && 'max-lg:col-span-2')}>
          <Button type="submit" pending={pending} className="flex-1">
            Apply
          </Button>
          {filtered ? (
            <LinkButton href={clearHref} variant="ghost">
              Clear
            </LinkButton>
          ) : null}
        </div>
      </div>
    </form>
  );
}
