'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useId, useState } from 'react';
import type { OutlinePart } from './docs-outline.ts';

/** Every part of the documents, with a filter where scripts run. */
export function DocsNavigation({ parts }: { parts: readonly OutlinePart[] }) {
  const [filter, setFilter] = useState('');
  const [ready, setReady] = useState(false);
  const path = usePathname();
  const inputId = useId();
  useEffect(() => setReady(true), []);
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = parts
    .map((part) => {
      const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
      const links = part.links.filter((link) => fits(`${part.title} ${link.label} ${link.words}`));
      return { ...part, links };
    })
    .filter((part) => words.length === 0 || part.links.length > 0);
  return (
    <nav aria-label="Documentation" className="grid content-start gap-4">
      {ready ? (
        <div>
          <label htmlFor={inputId} className="sr-only">
            Filter the documentation
          </label>
          <input
            id={inputId}
            type="search"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            placeholder="Filter"
            autoComplete="off"
            className="control h-8 px-2.5 text-sm"
          />
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {words.length > 0 ? `${shown.flatMap(({ links }) => links).length} found` : ''}
      </p>
      {words.length > 0 && shown.length === 0 ? <p className="text-sm text-ink-3">Nothing is called that.</p> : null}
      <ul className="grid gap-3">
        {shown.map((part) => {
          const current = part.href === path;
          return (
            <li key={part.title}>
              <Link
                href={part.href}
                prefetch={false}
                aria-current={current ? 'page' : undefined}
                className="block rounded-sm px-2 py-1 text-sm font-semibold text-ink-2 hover:text-ink aria-[current=page]:bg-press aria-[current=page]:text-ink"
              >
                {part.title}
              </Link>
              {current || words.length > 0 ? (
                <ul className="mt-0.5 grid gap-px border-l border-line ml-2 pl-2">
                  {part.links.map((link) => (
                    <li key={link.href}>
                      <Link
                        href={link.href}
                        prefetch={false}
                        className="flex items-baseline gap-1.5 rounded-sm px-2 py-1 text-sm text-ink-2 hover:bg-hover hover:text-ink"
                      >
                        {link.method ? (
                          <span className="w-11 shrink-0 font-mono text-2xs text-ink-3">
                            {link.method.toUpperCase()}
                          </span>
                        ) : null}
                        <span className="min-w-0">{link.label}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              ) : null}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
