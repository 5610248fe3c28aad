'use client';

import { LoaderCircle } from 'lucide-react';
import Link, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '../ui/cn.ts';
import type { NavigationGroup, NavigationItem } from './navigation.ts';
import { NavigationIcon } from './navigation-icon.tsx';

/** The console's places, the present one marked. */
export function NavigationLinks({
  groups,
  onNavigate,
}: {
  groups: readonly NavigationGroup[];
  onNavigate?: (() => void) | undefined;
}) {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="grid gap-5">
      {groups.map((group) => (
        <div key={group.label ?? ''} className="grid gap-1">
          {group.label ? <p className="px-2.5 pb-0.5 text-2xs font-medium text-ink-3">{group.label}</p> : null}
          <ul className="grid gap-px">
            {group.items.map((item) => {
              const current = isCurrent(item, path);
              return (
                <li key={item.href}>
                  <Link
                    href={item.href}
                    // A prefetch is a full dynamic render here: a frame of links would cost as many as a day of clicks.
                    prefetch={false}
                    onClick={() => onNavigate?.()}
                    aria-current={current ? 'page' : undefined}
                    className={cn(
                      'group flex h-8 items-center gap-2.5 rounded-sm px-2.5 text-sm font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink',
                      'aria-[current=page]:bg-press aria-[current=page]:text-ink',
                    )}
                  >
                    <NavigationIcon
                      name={item.icon}
                      className="size-4 text-ink-3 group-hover:text-ink-2 group-aria-[current=page]:text-brand-ink"
                    />
                    {item.label}
                    <Waiting {...item} />
                    <OnItsWay />
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** How many things wait at the link's page; nothing when none do. */
function Waiting({ waiting }: Pick<NavigationItem, 'waiting'>) {
  if (waiting === undefined || waiting.count === 0) return null;
  const [one, many] = waiting.noun;
  return (
    <span className="ml-auto rounded-full bg-danger-soft px-1.5 text-2xs font-semibold text-danger-ink tabular-nums">
      {waiting.count > 99 ? '99+' : waiting.count}
      <span className="sr-only"> {waiting.count === 1 ? one : many}</span>
    </span>
  );
}

/** A spinner while the link's page is on its way; it waits a moment first, since most pages are there at once. */
function OnItsWay() {
  const { pending } = useLinkStatus();
  return pending ? <LoaderCircle aria-hidden="true" className="ml-auto size-3.5 animate-late-spin text-ink-3" /> : null;
}

function isCurrent(item: NavigationItem, path: string): boolean {
  return path === item.href || (item.deep === true && path.startsWith(`${item.href}/`));
}
