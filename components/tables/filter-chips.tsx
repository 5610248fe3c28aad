'use client';

import { ChevronDown, X } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { cn } from '../ui/cn.ts';
import { Menu, MenuLink } from '../ui/menu.tsx';
import { withQuery } from './query-string.ts';

export interface FilterChoice {
  value: string;
  label: string;
}

export interface Filter {
  /** The name in the address. */
  name: string;
  label: string;
  choices: readonly FilterChoice[];
}

/** Filters that live in the address: pick from a menu, drop with one click, clear all at once. */
export function FilterChips({ filters }: { filters: readonly Filter[] }) {
  const path = usePathname();
  const params = useSearchParams();
  const query = Object.fromEntries([...new Set(params.keys())].map((key) => [key, params.getAll(key)]));
  const active = filters.filter((filter) => params.get(filter.name));
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {filters.map((filter) => {
        const value = params.get(filter.name);
        const chosen = filter.choices.find((choice) => choice.value === value);
        return (
          <span
            key={filter.name}
            className={cn(
              'inline-flex h-8 items-center rounded-sm border text-sm',
              value ? 'border-brand-line bg-brand-soft text-brand-ink' : 'border-dashed border-control-line text-ink-2',
            )}
          >
            <Menu
              align="start"
              trigger={
                <button
                  type="button"
                  className={cn(
                    'inline-flex h-full items-center gap-1.5 rounded-sm px-2.5 font-medium',
                    value ? 'pr-1.5' : 'hover:bg-hover hover:text-ink',
                  )}
                >
                  {filter.label}
                  {value ? (
                    <>
                      <span className="font-normal">is</span> {chosen?.label ?? value}
                    </>
                  ) : (
                    <ChevronDown aria-hidden="true" className="size-3.5 text-ink-3" />
                  )}
                </button>
              }
            >
              {filter.choices.map((choice) => (
                <MenuLink
                  key={choice.value}
                  href={withQuery(path, query, { [filter.name]: choice.value })}
                  current={choice.value === value}
                >
                  {choice.label}
                </MenuLink>
              ))}
            </Menu>
            {value ? (
              <Link
                prefetch={false}
                href={withQuery(path, query, { [filter.name]: null })}
                scroll={false}
                aria-label={`Remove filter ${filter.label}`}
                className="mr-1 grid size-6 place-items-center rounded-xs hover:bg-hover"
              >
                <X aria-hidden="true" className="size-3.5" />
              </Link>
            ) : null}
          </span>
        );
      })}
      {active.length > 1 ? (
        <Link
          prefetch={false}
          href={withQuery(path, query, Object.fromEntries(active.map((filter) => [filter.name, null])))}
          scroll={false}
          className="inline-flex h-8 items-center rounded-sm px-2 text-sm text-ink-3 hover:bg-hover hover:text-ink"
        >
          Clear filters
        </Link>
      ) : null}
    </div>
  );
}
