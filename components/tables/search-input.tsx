'use client';

import { LoaderCircle, Search, X } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Input } from '../ui/input.tsx';
import { withQuery } from './query-string.ts';

const TYPING_PAUSE_MS = 250;

/** A search field whose text lives in the address. It is a plain GET form underneath. */
export function SearchInput({
  label,
  name = 'q',
  placeholder = 'Search',
}: {
  label: string;
  name?: string | undefined;
  placeholder?: string | undefined;
}) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const inAddress = params.get(name) ?? '';
  const [text, setText] = useState(inAddress);
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(inAddress);

  // Follow the address when something else changes it (back button, "clear filters"), not while typing runs ahead of it.
  useEffect(() => {
    if (inAddress !== sent.current) {
      sent.current = inAddress;
      setText(inAddress);
    }
  }, [inAddress]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function go(next: string) {
    clearTimeout(timer.current);
    if (next === sent.current) return;
    sent.current = next;
    const query = Object.fromEntries([...new Set(params.keys())].map((key) => [key, params.getAll(key)]));
    startTransition(() => router.replace(withQuery(path, query, { [name]: next || null }), { scroll: false }));
  }

  function change(next: string) {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(next.trim()), TYPING_PAUSE_MS);
  }

  return (
    <search className="min-w-0 flex-1 basis-full sm:max-w-72 sm:basis-0">
      <form
        action={path}
        onSubmit={(event) => {
          event.preventDefault();
          go(text.trim());
        }}
      >
        {[...params.entries()]
          .filter(([key]) => key !== name && key !== 'cursor' && key !== 'trail')
          .map(([key, value]) => (
            <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
          ))}
        <Input
          type="text"
          inputMode="search"
          enterKeyHint="search"
          name={name}
          aria-label={label}
          placeholder={placeholder}
          value={text}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text) change('');
          }}
          lead={pending ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : <Search aria-hidden="true" />}
          trail={
            text ? (
              <button
                type="button"
                aria-label="Clear search"
                onClick={() => {
                  setText('');
                  go('');
                }}
                className="-mr-1 grid size-6 place-items-center rounded-xs hover:bg-hover hover:text-ink"
              >
                <X aria-hidden="true" className="!size-3.5" />
              </button>
            ) : null
          }
        />
      </form>
    </search>
  );
}
