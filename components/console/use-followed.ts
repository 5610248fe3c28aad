'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';

const firstMs = 500;
const pollMs = 1_000;
/** After failed polls it asks less often, up to this. */
const pollMsMax = 15_000;

interface Followed<Item> {
  readonly seen: Item;
  /** How often in a row nothing could be learned. */
  readonly failures: number;
}

/**
 * What goes on in the background, as it is now: asked of the API again and again, with the reader's own session if there is
 * one. When `hasMoved` says that the page shows something else by now, the page is drawn anew.
 *
 * @param path below `/api/v1`; another one is followed from its beginning.
 * @param everyMs how long to wait between two questions; a second if not said.
 */
export function useFollowed<Item>(
  path: string,
  current: Item,
  hasMoved: (next: Item) => boolean,
  everyMs = pollMs,
): Followed<Item> {
  const router = useRouter();
  const [seen, setSeen] = useState(current);
  const [failures, setFailures] = useState(0);
  const take = useEffectEvent((next: Item) => {
    setSeen(next);
    if (hasMoved(next)) router.refresh();
  });

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let missed = 0;

    async function poll() {
      const next = await read<Item>(path, stop.signal);
      if (stop.signal.aborted) return;
      missed = next === null ? missed + 1 : 0;
      setFailures(missed);
      if (next !== null) take(next);
      // Goes on also after the end, in case that the refresh did not come through.
      timer = setTimeout(poll, Math.min(everyMs * 2 ** missed, pollMsMax));
    }

    timer = setTimeout(poll, firstMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [path, everyMs]);

  return { seen, failures };
}

/** Null when nothing can be learned now. */
async function read<Item>(path: string, signal: AbortSignal): Promise<Item | null> {
  try {
    const answer = await fetch(`/api/v1${path}`, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
      signal,
    });
    return answer.ok ? ((await answer.json()) as Item) : null;
  } catch {
    return null;
  }
}
