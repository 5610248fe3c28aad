import { Buffer } from 'node:buffer';
import type { Alerts, DeliveryChannel } from '../../alerts/alerts.ts';
import { type Clock, isoAfter } from '../../platform/clock.ts';
import { fail } from '../../platform/errors.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import type { Log } from '../../platform/log.ts';
import type { OutboundPolicy } from '../../platform/outbound/post-out.ts';
import type { Tenancy, TenantDatabase } from '../../tenancy/tenancy.ts';
import type { SignedCheckpoint } from '../checkpoint.ts';
import { lastCheckpointRow } from '../checkpoint-store.ts';
import { ledgerProblems } from '../problems.ts';
import type { LedgerPlace } from '../verify.ts';
import {
  findDueWitnesses,
  insertCosignature,
  listWitnesses,
  noteWitness,
  type WitnessRow,
} from '../witness/witness-store.ts';
import { askWitness } from './ask-witness.ts';
import { writeCheckpointFile } from './checkpoint-folder.ts';
import {
  findDueMail,
  findPublication,
  noteMailed,
  noteSentToWebhook,
  type PublicationRow,
} from './publication-store.ts';

interface PublisherOptions {
  readonly tenancy: Tenancy;
  readonly jobs: JobQueue;
  readonly alerts: Alerts;
  readonly clock: Clock;
  readonly log: Log;
  /** The folder that every checkpoint goes to, if there is one. */
  readonly folder: string | undefined;
  readonly outbound: OutboundPolicy;
}

/** Hands signed checkpoints on to where a rollback of this installation does not reach. One per process. */
export interface CheckpointPublisher {
  /** A checkpoint was signed, or was found that may not have been handed on: that is asked for, durably, if it goes anywhere. */
  noteSigned(orgId: string): void;
  /**
   * Hands the organisation's last checkpoint on to everything that is due. Afterwards it stands in the folder, and messages
   * with it are durable; what was handed on already is not repeated. A ledger that is not what was handed on before raises
   * `ledger.mismatch` and goes nowhere.
   * @throws `storage_unavailable` when the folder cannot be written: an alert says so.
   */
  publish(orgId: string): Promise<void>;
  /** Asks for the checkpoints whose mail is due, and for those that a witness has yet to cosign. */
  askDue(): Promise<void>;
  /** Afterwards everything that was noted has been asked for, or is found by the next process. */
  stop(): Promise<void>;
}

export const mailEverySeconds = { hourly: 3_600, daily: 86_400 } as const;

const dueMax = 200;
const witnessRetrySeconds = 300;
const witnessPatienceSeconds = 3_600;

export function createPublisher(options: PublisherOptions): CheckpointPublisher {
  const { tenancy, jobs, alerts, clock, log, folder, outbound } = options;
  const { control } = tenancy;

  const asking = new Set<Promise<void>>();
  const ask = (orgId: string) => jobs.enqueue({ kind: 'ledger.publish', orgId, subject: orgId, actor: 'system' });

  async function publishLast(orgId: string, db: TenantDatabase): Promise<void> {
    const last = await lastCheckpointRow(db);
    if (last === undefined) return;
    const settings = await findPublication(control, orgId);
    const handedOn = Math.max(settings.mailedSize, settings.webhookSize);
    if (handedOn > last.size) return mismatch(orgId, { seq: last.size + 1, problem: 'truncated' });
    if (folder !== undefined) {
      const problem = await intoFolder(folder, orgId, last, db);
      if (problem !== null) return mismatch(orgId, problem);
    }
    if (settings.webhook === 'on' && last.size > settings.webhookSize) {
      await send(orgId, 'webhook', last);
      await control.write((tx) => noteSentToWebhook(tx, orgId, last.size));
    }
    if (mailDue(settings, clock.now())) {
      if (last.size > settings.mailedSize) await send(orgId, 'mail', last);
      // A crash before this finds the message that was written, and does not write another.
      await control.write((tx) => noteMailed(tx, orgId, last.size, clock.now().toISOString()));
    }
    for (const witness of await listWitnesses(control, orgId)) await haveCosigned(orgId, db, last, witness);
  }

  /** One witness that does not answer keeps the others from nothing; it is asked again, and after an hour it is an alert. */
  async function haveCosigned(orgId: string, db: TenantDatabase, last: SignedCheckpoint, witness: WitnessRow) {
    if (witness.size === last.size) return;
    const asked = await askWitness(db, last, witness, outbound);
    const now = clock.now();
    const at = now.toISOString();
    const note = (row: WitnessRow) => control.write((tx) => noteWitness(tx, orgId, row));
    if (asked.kind === 'cosigned') {
      const { name, line } = asked;
      await db.write((tx) => insertCosignature(tx, { size: last.size, name, line, at }));
      // A crash before this asks once more: the witness cosigns the same again.
      await note({ ...witness, size: last.size, failingSince: null, retryAt: null });
      return alerts.settle(orgId, 'ledger.deliveryFailed', 'witness');
    }
    const failingSince = witness.failingSince ?? at;
    await note({ ...witness, failingSince, retryAt: isoAfter(now, witnessRetrySeconds) });
    if (asked.kind === 'mismatch') return mismatch(orgId, asked.place);
    log.warn({ orgId, reason: asked.reason }, 'a witness did not cosign');
    if (Date.parse(failingSince) + witnessPatienceSeconds * 1000 > now.getTime()) return;
    await alerts.raise(orgId, 'ledger.deliveryFailed', 'witness', { reason: asked.reason, since: failingSince });
  }

  function send(orgId: string, channel: DeliveryChannel, checkpoint: SignedCheckpoint): Promise<void> {
    const data = checkpointData(orgId, checkpoint);
    return alerts.send(orgId, [{ event: 'ledger.checkpoint', channel, subject: String(checkpoint.size), data }]);
  }

  async function intoFolder(root: string, orgId: string, checkpoint: SignedCheckpoint, db: TenantDatabase) {
    try {
      const problem = await writeCheckpointFile(root, orgId, checkpoint, db);
      await alerts.settle(orgId, 'ledger.deliveryFailed', 'folder');
      return problem;
    } catch (cause) {
      log.error({ err: cause, orgId }, 'a checkpoint could not be put into its folder');
      await alerts.raise(orgId, 'ledger.deliveryFailed', 'folder', { size: checkpoint.size });
      throw fail('storage_unavailable', { detail: 'the folder of checkpoints cannot be written', cause });
    }
  }

  async function mismatch(orgId: string, { seq, problem }: LedgerPlace): Promise<void> {
    const means = ledgerProblems[problem];
    await alerts.raise(orgId, 'ledger.mismatch', problem, { place: seq, problem, means, foundBy: 'publication' });
  }

  return {
    noteSigned(orgId) {
      const look = async () => {
        const wanted =
          folder !== undefined ||
          goesAnywhere(await findPublication(control, orgId)) ||
          (await listWitnesses(control, orgId)).length > 0;
        if (wanted) await ask(orgId);
      };
      const asked: Promise<void> = look()
        .catch((error: unknown) => log.error({ err: error, orgId }, 'a checkpoint waits for the next to be handed on'))
        .finally(() => asking.delete(asked));
      asking.add(asked);
    },

    async publish(orgId) {
      const lease = await tenancy.acquire(orgId);
      try {
        await publishLast(orgId, lease.db);
      } finally {
        lease.release();
      }
    },

    async askDue() {
      const now = clock.now();
      const before = {
        hourly: isoAfter(now, -mailEverySeconds.hourly),
        daily: isoAfter(now, -mailEverySeconds.daily),
        limit: dueMax,
      };
      for (const { orgId } of await findDueMail(control, before)) await ask(orgId);
      for (const { orgId } of await findDueWitnesses(control, now.toISOString(), dueMax)) await ask(orgId);
    },

    async stop() {
      await Promise.all(asking);
    },
  };
}

function goesAnywhere({ mail, webhook }: PublicationRow): boolean {
  return webhook === 'on' || mail !== 'off';
}

function mailDue({ mail, mailedAt }: PublicationRow, now: Date): boolean {
  if (mail !== 'hourly' && mail !== 'daily') return false;
  return mailedAt === null || Date.parse(mailedAt) + mailEverySeconds[mail] * 1000 <= now.getTime();
}

/** What messages about a checkpoint say. */
function checkpointData(orgId: string, { size, root, at, note }: SignedCheckpoint): Record<string, unknown> {
  const origin = note.slice(0, note.indexOf('\n'));
  return { organization: orgId, origin, size, root: Buffer.from(root).toString('hex'), at, note };
}
