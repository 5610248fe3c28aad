'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { ArchiveAnswer } from '#lib/privacy/archive/schema.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';
import { inFigures } from './archive-words.tsx';

const pollMs = 1_000;
/** After failed polls it asks less often, up to this. */
const pollMsMax = 15_000;

/** Follows an archive that is checked or taken in until that has ended, and then shows what became of it. */
export function ArchiveProgress({ current }: { current: ArchiveAnswer }) {
  const { seen, failures } = useArchive(current);
  const total = seen.state === 'running' ? seen.rowsTotal : null;
  return (
    <Card
      title={seen.state === 'running' ? 'Taking in' : 'Checking'}
      description="You can leave this page: the work goes on, also after a restart of the server."
    >
      <div className="grid gap-5">
        {failures > 2 ? (
          <Callout tone="warn" live>
            The server does not answer. We go on asking; the work does not depend on this page.
          </Callout>
        ) : null}
        <Progress
          label={seen.fileName}
          value={total === null ? null : seen.rowsDone}
          max={Math.max(total ?? 1, 1)}
          note={
            total === null
              ? 'Every entry, every record and the ledger are looked at before anything is written'
              : `${inFigures(seen.rowsDone)} of ${inFigures(total)} records`
          }
        />
      </div>
    </Card>
  );
}

function useArchive(current: ArchiveAnswer): { seen: ArchiveAnswer; failures: number } {
  const router = useRouter();
  const [seen, setSeen] = useState(current);
  const [failures, setFailures] = useState(0);
  const { id, state } = current;

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let missed = 0;

    async function poll() {
      const next = await readArchive(id, stop.signal);
      if (stop.signal.aborted) return;
      missed = next === null ? missed + 1 : 0;
      setFailures(missed);
      if (next !== null) setSeen(next);
      if (next !== null && next.state !== state) router.refresh();
      // Goes on also after the end, in case that the refresh did not come through.
      timer = setTimeout(poll, Math.min(pollMs * 2 ** missed, pollMsMax));
    }

    timer = setTimeout(poll, pollMs);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, state, router]);

  return { seen, failures };
}

async function readArchive(id: string, signal: AbortSignal): Promise<ArchiveAnswer | null> {
  try {
    const answer = await fetch(`/api/v1/archives/${encodeURIComponent(id)}`, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
      signal,
    });
    return answer.ok ? ((await answer.json()) as ArchiveAnswer) : null;
  } catch {
    return null;
  }
}
