'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Progress } from '../ui/progress.tsx';
import type { ErasureFacts } from './erasure-certificate-view.tsx';

const pollMs = 2_000;
/** After failed polls it asks less often, up to this. */
const pollMsMax = 15_000;

/** Follows an erasure by its number until its certificate is issued. It needs no session and no organisation. */
export function ErasureProgress({ erasure }: { erasure: ErasureFacts }) {
  const { seen, failures } = useErasure(erasure);
  return (
    <>
      <PageHeader
        title="Erasing"
        description="You can leave this page: it goes on, also after a restart of the server, and the certificate is found here."
      />
      <Card
        title={<span className="font-mono">{seen.number}</span>}
        description="The number of the certificate. Keep it; owners get it by mail as well."
      >
        <div className="grid gap-5">
          {failures > 2 ? (
            <Callout tone="warn" live>
              The server does not answer. We go on asking; the erasure does not depend on this page.
            </Callout>
          ) : null}
          <Progress
            label="Nobody gets in any more"
            value={seen.stepsDone}
            max={seen.steps}
            note={`${seen.stepsDone} of ${seen.steps} steps`}
          />
        </div>
      </Card>
    </>
  );
}

/** The erasure as it is now. When it has ended, the page loads anew. */
function useErasure(current: ErasureFacts): { seen: ErasureFacts; failures: number } {
  const router = useRouter();
  const [seen, setSeen] = useState(current);
  const [failures, setFailures] = useState(0);
  const { number } = current;

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let missed = 0;

    async function poll() {
      const next = await readErasure(number, stop.signal);
      if (stop.signal.aborted) return;
      missed = next === null ? missed + 1 : 0;
      setFailures(missed);
      if (next !== null) setSeen(next);
      if (next?.state === 'done') router.refresh();
      // Goes on also after the end, in case that the refresh did not come through.
      timer = setTimeout(poll, Math.min(pollMs * 2 ** missed, pollMsMax));
    }

    timer = setTimeout(poll, pollMs / 4);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [number, router]);

  return { seen, failures };
}

async function readErasure(number: string, signal: AbortSignal): Promise<ErasureFacts | null> {
  try {
    const answer = await fetch(`/api/v1/erasure-certificates/${encodeURIComponent(number)}`, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
      signal,
    });
    return answer.ok ? ((await answer.json()) as ErasureFacts) : null;
  } catch {
    return null;
  }
}
