'use client';

import type { ArchiveAnswer } from '#lib/privacy/archive/schema.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useFollowed } from '../use-followed.ts';
import { inFigures } from './archive-words.tsx';

/** Follows an archive that is checked or taken in until that has ended, and then shows what became of it. */
export function ArchiveProgress({ current }: { current: ArchiveAnswer }) {
  const { seen, failures } = useFollowed(
    `/archives/${encodeURIComponent(current.id)}`,
    current,
    ({ state }) => state !== current.state,
  );
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
