'use client';

import { type ScanPhase, scanPhases } from '#lib/consent/scan/observation.ts';
import type { ScanEntryOf } from '#lib/consent/scan/schema.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useFollowed } from '../use-followed.ts';
import { isUnderWay, phaseActions } from './scan-words.tsx';

/** Follows a scan that goes on; when it has ended, the page shows what came of it. */
export function ScanProgress({ scan }: { scan: ScanEntryOf }) {
  const { seen, failures } = useFollowed(
    `/consent-scans/${encodeURIComponent(scan.id)}`,
    scan,
    (next) => !isUnderWay(next),
  );
  return (
    <Card
      title="Scanning"
      description="You can leave this page: the scan goes on, and after a restart of the server it begins once more."
    >
      <div className="grid gap-5">
        {failures > 2 ? (
          <Callout tone="warn" live>
            The server does not answer. We go on asking; the scan does not depend on this page.
          </Callout>
        ) : null}
        <Progress
          label={seen.phase === null ? 'Waits for a browser' : phaseActions[seen.phase]}
          value={seen.phase === null ? null : stepOf(seen.phase)}
          max={scanPhases.length}
          note={seen.phase === null ? undefined : `${stepOf(seen.phase) + 1} of ${scanPhases.length}`}
        />
      </div>
    </Card>
  );
}

function stepOf(phase: ScanPhase): number {
  return scanPhases.indexOf(phase);
}
