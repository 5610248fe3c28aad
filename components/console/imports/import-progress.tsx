'use client';

import type { ImportAnswer } from '#lib/crm/import/schema.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useFollowed } from '../use-followed.ts';
import { RowCounts } from './row-counts.tsx';

/** Follows a running import until it ends, and then shows its result. */
export function ImportProgress({ current }: { current: ImportAnswer }) {
  const { seen, failures } = useFollowed(
    `/imports/${encodeURIComponent(current.id)}`,
    current,
    ({ state }) => state !== 'running',
  );
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
