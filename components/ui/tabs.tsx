'use client';

import { Tabs as Base } from '@base-ui/react/tabs';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface TabItem {
  value: string;
  label: ReactNode;
  count?: number | undefined;
  content: ReactNode;
}

const tabLook =
  'relative flex h-9 shrink-0 items-center gap-1.5 px-0.5 text-sm font-medium whitespace-nowrap text-ink-3 transition-colors hover:text-ink';

/** Panels of one page, switched in place. For parts of a page that deserve an address use `TabLinks`. */
export function Tabs({
  tabs,
  defaultValue,
  value,
  onValueChange,
  layout,
  label,
}: {
  tabs: readonly TabItem[];
  defaultValue?: string;
  /** For a page that turns to a panel by itself. */
  value?: string | undefined;
  onValueChange?: ((value: string) => void) | undefined;
  /** Where the open panel stands, when not right below the tabs. */
  layout?: ((panel: ReactNode) => ReactNode) | undefined;
  label: string;
}) {
  const panels = tabs.map((tab) => (
    <Base.Panel key={tab.value} value={tab.value} className="pt-4 outline-offset-4">
      {tab.content}
    </Base.Panel>
  ));
  return (
    <Base.Root
      {...(value === undefined ? { defaultValue: defaultValue ?? tabs[0]?.value } : { value })}
      onValueChange={(next: string) => onValueChange?.(next)}
    >
      <Base.List aria-label={label} className="no-scrollbar relative flex gap-5 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className={cn(tabLook, 'outline-offset-[-2px] data-active:text-ink')}
          >
            {tab.label}
            <Count value={tab.count} />
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-brand transition-[translate,width] duration-180 ease-out" />
      </Base.List>
      {layout ? layout(panels) : panels}
    </Base.Root>
  );
}

export interface TabLink {
  href: string;
  label: ReactNode;
  count?: number | undefined;
  current: boolean;
}

/** Tabs that are links: each has an address of its own and works without JavaScript. */
export function TabLinks({ links, label }: { links: readonly TabLink[]; label: string }) {
  return (
    <nav aria-label={label} className="no-scrollbar flex gap-5 overflow-x-auto border-b border-line">
      {links.map((link) => (
        <Link
          prefetch={false}
          key={link.href}
          href={link.href}
          aria-current={link.current ? 'page' : undefined}
          className={cn(
            tabLook,
            'outline-offset-[-2px] aria-[current=page]:text-ink aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-0 aria-[current=page]:after:bottom-0 aria-[current=page]:after:h-0.5 aria-[current=page]:after:rounded-full aria-[current=page]:after:bg-brand',
          )}
        >
          {link.label}
          <Count value={link.count} />
        </Link>
      ))}
    </nav>
  );
}

function Count({ value }: { value: number | undefined }) {
  if (value === undefined) return null;
  return (
    <span className="rounded-xs bg-sunken px-1 text-2xs font-medium text-ink-3 tabular-nums">
      {value.toLocaleString('en-US')}
    </span>
  );
}
