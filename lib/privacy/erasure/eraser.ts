import { isHoldfastError, toHoldfastError } from '../../platform/errors.ts';
import { repeat } from '../../platform/jobs/repeat.ts';
import { beginErasure } from './begin-erasure.ts';
import { noteReturn } from './erase-again.ts';
import type { EraserParts } from './eraser-parts.ts';
import { type ErasureRow, findDueErasures, findErasure, noteProblem } from './erasure-store.ts';
import { runSteps } from './run-steps.ts';
import { forgetStrays } from './strays.ts';
import { tellOwners } from './tell-owners.ts';

/** Carries out what was decided about organisations. One in a process. CLAIMS G3. */
export interface OrganizationEraser {
  /**
   * Goes on with an erasure that may begin, without anybody waiting; what fails is tried again. Killed anywhere, the next
   * start ends it.
   */
  kick(id: string): void;
  /** Does now what is due, and waits for it. What fails is logged, noted and left for the next time. */
  runDue(): Promise<void>;
  /** See `eraseOrganizationAgain`. @throws what keeps it from being shut out. */
  again(orgId: string): Promise<void>;
  /** Looks for what is due from now on. */
  start(): void;
  /** Waits for the step under way. */
  stop(): Promise<void>;
}

/** How often due erasures are looked for, and failed ones tried again. */
const lookMs = 30_000;

export function createOrganizationEraser(parts: EraserParts): OrganizationEraser {
  const { tenancy, clock, log } = parts;
  const { control } = tenancy;
  let working: Promise<void> = Promise.resolve();
  let endLooking: (() => Promise<void>) | undefined;
  let stopping = false;

  async function goOn(row: ErasureRow): Promise<void> {
    let present: ErasureRow | undefined = row;
    await noted(row, async () => {
      if (present?.state === 'approved') present = await beginErasure(parts, present);
      if (present?.state === 'running') present = await runSteps(parts, present, () => stopping);
      if (present?.state === 'done') await tellOwners(parts, present);
    });
  }

  /** What fails is logged, and noted where whoever runs the installation sees it; it is tried again. */
  async function noted(row: ErasureRow, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { code, detail } = toHoldfastError(error);
      if (code === 'shutting_down') return;
      log.error({ err: error, erasure: row.id, orgId: row.orgId }, 'an erasure did not get on; it is tried again');
      await control.write((tx) => noteProblem(tx, row.id, detail ?? code, clock.now().toISOString()));
    }
  }

  /** One after the other: erasures are rare, and each may wait for requests to end. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    working = working.then(work).catch((error: unknown) => {
      if (!(isHoldfastError(error) && error.code === 'shutting_down')) {
        log.error({ err: error }, 'looking for erasures failed');
      }
    });
    return working;
  };

  const runDue = () =>
    inTurn(async () => {
      await forgetStrays(parts);
      for (const row of await findDueErasures(control, clock.now().toISOString())) {
        if (stopping) return;
        await goOn(row);
      }
    });

  return {
    kick(id) {
      void inTurn(async () => {
        const row = stopping ? undefined : await findErasure(control, id);
        if (row !== undefined && !(row.state === 'approved' && row.notBefore > clock.now().toISOString())) {
          await goOn(row);
        }
      });
    },
    runDue,
    async again(orgId) {
      const row = await findErasure(control, await noteReturn(parts, orgId));
      // It is shut out, durably: what stands in the way of the rest (a place of backups that does not answer, a reader)
      // keeps this one from its end, and nobody else from being served.
      if (row !== undefined) await noted(row, () => runSteps(parts, row, () => stopping));
    },
    start() {
      endLooking ??= repeat(runDue, lookMs, (error) => log.error({ err: error }, 'looking for erasures failed'));
    },
    async stop() {
      stopping = true;
      await endLooking?.();
      await working;
    },
  };
}
