'use client';

import { useFollowed } from '../console/use-followed.ts';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Progress } from '../ui/progress.tsx';
import type { ErasureFacts } from './erasure-certificate-view.tsx';

/** What anybody may ask is limited by their address. */
const everyMs = 2_000;

/** Follows an erasure by its number until its certificate is issued. It needs no session and no organisation. */
export function ErasureProgress({ erasure }: { erasure: ErasureFacts }) {
  const { seen, failures } = useFollowed(
    `/erasure-certificates/${encodeURIComponent(erasure.number)}`,
    erasure,
    ({ state }) => state === 'done',
    everyMs,
  );
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
