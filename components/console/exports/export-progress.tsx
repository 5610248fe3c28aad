'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Progress } from '../../ui/progress.tsx';
import { type ExportItem, isUnderWay } from './export-words.tsx';

const pollMs = 1_000;
/** After failed polls it asks less often, up to this. */
const pollMsMax = 15_000;

/** Follows an export that is being made; when it has ended, the page loads anew. */
export function ExportProgress({ item }: { item: ExportItem }) {
  const seen = useExport(item);
  const { rowsDone, rowsTotal } = seen;
  const count = (rows: number) => rows.toLocaleString('en-US');
  return (
    <Progress
      label={<span className="sr-only">{item.fileName}</span>}
      value={rowsTotal === null ? null : Math.min(rowsDone, rowsTotal)}
      max={Math.max(rowsTotal ?? 1, 1)}
      note={rowsTotal === null ? 'Waits for its turn' : `${count(rowsDone)} of ${count(rowsTotal)} rows`}
    />
  );
}

/** The export as it is now, asked of the API with the reader's own session. */
function useExport(item: ExportItem): ExportItem {
  const router = useRouter();
  const [seen, setSeen] = useState(item);
  const { id } = item;

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let missed = 0;

    async function poll() {
      const next = await readExport(id, stop.signal);
      if (stop.signal.aborted) return;
      missed = next === null ? missed + 1 : 0;
      if (next !== null) setSeen(next);
      if (next !== null && !isUnderWay(next)) router.refresh();
      // Goes on also after the end, in case that the refresh did not come through.
      timer = setTimeout(poll, Math.min(pollMs * 2 ** missed, pollMsMax));
    }

    timer = setTimeout(poll, pollMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, router]);

  return seen;
}

async function readExport(id: string, signal: AbortSignal): Promise<ExportItem | null> {
  try {
    const answer = await fetch(`/api/v1/exports/${encodeURIComponent(id)}`, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
      signal,
    });
    return answer.ok ? ((await answer.json()) as ExportItem) : null;
  } catch {
    return null;
  }
}
