'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { ImportAnswer } from '#lib/crm/import/schema.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';
import { RowCounts } from './row-counts.tsx';

const pollMs = 1_000;
/** After failed polls it asks less often, up to this. */
const pollMsMax = 15_000;

/** Follows a running import until it ends, and then shows its result. */
export function ImportProgress({ current }: { current: ImportAnswer }) {
  const { seen, failures } = useImport(current);
  const total = seen.rowsTotal;
  return (
    <Card
      title="Importing"
      description="You can leave this page: the import goes on, also after a restart of the server."
    >
      <div className="grid gap-5">
        {failures > 2 ? (
          <Callout tone="warn" live>
            The server does not answer. We go on asking; the import does not depend on this page.
          </Callout>
        ) : null}
        <Progress
          label={seen.fileName}
          value={total === null ? null : seen.rowsDone}
          max={Math.max(total ?? 1, 1)}
          note={
            total === null
              ? `${seen.rowsDone.toLocaleString('en-US')} rows`
              : `${seen.rowsDone.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} rows`
          }
        />
        <RowCounts
          tense="past"
          created={seen.rowsCreated}
          updated={seen.rowsUpdated}
          skipped={seen.rowsSkipped}
          rejected={seen.rowsRejected}
        />
      </div>
    </Card>
  );
}

/** The import as it is now, asked of the API with the reader's own session. When it has ended, the page loads anew. */
function useImport(current: ImportAnswer): { seen: ImportAnswer; failures: number } {
  const router = useRouter();
  const [seen, setSeen] = useState(current);
  const [failures, setFailures] = useState(0);
  const { id } = current;

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let missed = 0;

    async function poll() {
      const next = await readImport(id, stop.signal);
      if (stop.signal.aborted) return;
      missed = next === null ? missed + 1 : 0;
      setFailures(missed);
      if (next !== null) setSeen(next);
      if (next !== null && next.state !== 'running') router.refresh();
      // Goes on also after the end, in case that the refresh did not come through.
      timer = setTimeout(poll, Math.min(pollMs * 2 ** missed, pollMsMax));
    }

    timer = setTimeout(poll, pollMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, router]);

  return { seen, failures };
}

async function readImport(id: string, signal: AbortSignal): Promise<ImportAnswer | null> {
  try {
    const answer = await fetch(`/api/v1/imports/${encodeURIComponent(id)}`, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
      signal,
    });
    return answer.ok ? ((await answer.json()) as ImportAnswer) : null;
  } catch {
    return null;
  }
}
