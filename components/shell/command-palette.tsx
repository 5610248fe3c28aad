'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { CornerDownLeft, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { cn } from '../ui/cn.ts';
import { backdropLook } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';

export interface CommandItem {
  label: string;
  href: string;
  /** What else one might type to find it. */
  keywords?: readonly string[] | undefined;
  hint?: string | undefined;
}

export interface CommandGroup {
  label: string;
  items: readonly CommandItem[];
}

export interface CommandPaletteProps {
  groups: readonly CommandGroup[];
  /** Where a search for what was typed leads; `%s` stands for the text. */
  searchHref?: string | undefined;
  searchLabel?: string | undefined;
}

/** Everything there is to do, a few keystrokes away: Ctrl or ⌘ and K. */
export function CommandPalette({ groups, searchHref, searchLabel }: CommandPaletteProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [modifier, setModifier] = useState('Ctrl');
  const router = useRouter();

  useEffect(() => {
    if (/Mac|iPhone|iPad/.test(navigator.platform)) setModifier('⌘');
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen((now) => !now);
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  function go(href: string) {
    setOpen(false);
    setText('');
    router.push(href);
  }

  const query = text.trim();
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger
        render={
          <button
            type="button"
            className="flex h-8 w-full max-w-64 items-center gap-2 rounded-sm border border-line bg-sunken px-2.5 text-sm text-ink-3 transition-colors hover:border-line-strong hover:text-ink-2"
          >
            <Search aria-hidden="true" className="size-4 shrink-0" />
            <span className="flex-1 truncate text-left">Search or go to…</span>
            <span className="hidden gap-0.5 sm:flex" aria-hidden="true">
              <Kbd>{modifier}</Kbd>
              <Kbd>K</Kbd>
            </span>
          </button>
        }
      />
      <Base.Portal>
        <Base.Backdrop className={backdropLook} />
        <Base.Popup
          className={cn('popup fixed inset-x-3 top-[12dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl shadow-lg')}
        >
          <Base.Title className="sr-only">Search or go to</Base.Title>
          <Command label="Search or go to" loop filter={scoreOf}>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden="true" className="size-4 text-ink-3" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder="Type a name, a page, an action"
                className="h-12 w-full bg-transparent text-base outline-none placeholder:text-ink-3"
              />
            </div>
            <Command.List className="no-scrollbar max-h-[min(24rem,56dvh)] overflow-y-auto overscroll-contain p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-sm text-ink-3">Nothing found</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.label} heading={group.label} className={groupLook}>
                  {group.items.map((item) => (
                    <Command.Item
                      key={`${item.label} ${item.href}`}
                      value={`${group.label} ${item.label} ${item.href}`}
                      keywords={[item.label, ...(item.keywords ?? [])]}
                      onSelect={() => go(item.href)}
                      className={itemLook}
                    >
                      <span className="min-w-0 flex-1 truncate">{item.label}</span>
                      {item.hint ? <span className="text-xs text-ink-3">{item.hint}</span> : null}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              {query !== '' && searchHref ? (
                <Command.Group>
                  <Command.Item
                    value={searchValue}
                    onSelect={() => go(searchHref.replace('%s', encodeURIComponent(query)))}
                    className={itemLook}
                  >
                    <Search aria-hidden="true" className="size-4 text-ink-3" />
                    <span className="min-w-0 flex-1 truncate">
                      {searchLabel ?? 'Search for'} “{query}”
                    </span>
                    <CornerDownLeft aria-hidden="true" className="size-3.5 text-ink-3" />
                  </Command.Item>
                </Command.Group>
              ) : null}
            </Command.List>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

const searchValue = 'search';

/**
 * How well an item fits what was typed: each word typed must begin a word of its label or keywords. Looser matching finds
 * everything for "rec". The search itself always fits, and stands last.
 */
function scoreOf(value: string, typed: string, keywords: string[] = []): number {
  if (value === searchValue) return 0.1;
  const words = keywords.flatMap((text) => text.toLowerCase().split(/\s+/));
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.every((part) => words.some((word) => word.startsWith(part)))) return 0;
  return keywords[0]?.toLowerCase().startsWith(typed.trim().toLowerCase()) ? 1 : 0.5;
}

const itemLook = 'popup-item h-9';
const groupLook =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3';
