import { repeat } from '../../platform/jobs/repeat.ts';
import type { Runtime } from '../../runtime.ts';

const lookEveryMs = 60_000;

/**
 * Looks each minute for ledgers to check, checkpoints to hand on, alerts that wait for their organisation, and silence. None
 * of these depends on the others, or on background work having run.
 * @returns what ends that.
 */
export function startWatch(rt: Pick<Runtime, 'auditor' | 'publisher' | 'alerts' | 'log'>): () => Promise<void> {
  const looks: Readonly<Record<string, () => Promise<void>>> = {
    'asking for audits failed': () => rt.auditor.askDue(),
    'watching over audits failed': () => rt.auditor.watch(),
    'asking for checkpoints to be handed on failed': () => rt.publisher.askDue(),
    'moving alerts over failed': () => rt.alerts.settleOwed(),
  };
  const ends = Object.entries(looks).map(([failure, look]) =>
    repeat(look, lookEveryMs, (error) => rt.log.error({ err: error }, failure)),
  );
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}
