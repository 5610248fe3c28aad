import type { Alerts } from '../alerts/alerts.ts';
import type { Clock } from '../platform/clock.ts';
import { sha256 } from '../platform/crypto/digest.ts';
import { fail, isHoldfastError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Tenancy, TenantDatabase } from '../tenancy/tenancy.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { lastCheckpointRow, ledgerSize } from './checkpoint-store.ts';
import { reportInconsistency } from './inconsistency.ts';
import { listKeyStatements } from './key-store.ts';
import type { CheckpointPublisher } from './publish/publisher.ts';
import { signCheckpoint } from './sign-checkpoint.ts';

interface KeeperOptions {
  readonly tenancy: Tenancy;
  readonly clock: Clock;
  readonly log: Log;
  /** The public origin of this installation. */
  readonly origin: string;
  readonly alerts: Pick<Alerts, 'report'>;
  /** Told of each checkpoint that may have to be handed on. */
  readonly publisher: Pick<CheckpointPublisher, 'noteSigned'>;
  /** How long to wait for more after the first write, in milliseconds; see {@link keeperTimes}. */
  readonly gatherMs?: number;
  /** How often to look for ledgers that are due, in milliseconds; see {@link keeperTimes}. */
  readonly lookMs?: number;
}

/** A signed head as people compare it with what they kept. Byte strings are lower-case hex. */
export interface LedgerHead {
  readonly size: number;
  readonly root: string;
  readonly at: string;
  /** The public key that signed it. */
  readonly vkey: string;
  /** SHA-256 of the signed checkpoint. */
  readonly checkpoint: string;
}

/** Sees to it that what was written is signed. */
export interface CheckpointKeeper {
  /** Something was appended to this organisation's ledger: it is signed within the minute, without anybody waiting. */
  noteAppend(orgId: string): void;
  /** The checkpoint of everything that is committed now. @throws see `signCheckpoint`. */
  sign(orgId: string, db: TenantDatabase): Promise<SignedCheckpoint>;
  /** The same, with whose key signed it: what is told of a ledger that ends. */
  lastHead(orgId: string, db: TenantDatabase): Promise<LedgerHead>;
  /** Signs from now on what falls due, and what earlier processes left unsigned. */
  start(): void;
  /** Afterwards nothing of it runs any more, and what was noted until now is signed as far as that could be done. */
  stop(): Promise<void>;
}

/**
 * A ledger is due `gatherMs` after it was first written to since its last checkpoint, so that what follows shares the next
 * one; due ledgers are looked for every `lookMs`. Together they make less than a minute.
 */
export const keeperTimes = { gatherMs: 30_000, lookMs: 15_000 } as const;
/** Between two organisations of the walk at the start: it has all day, and requests come first. */
const walkPauseMs = 10;

export function createCheckpointKeeper(options: KeeperOptions): CheckpointKeeper {
  return new RunningKeeper(options);
}

class RunningKeeper implements CheckpointKeeper {
  readonly #options: KeeperOptions;
  /** When each ledger was first written to since it was last signed, in milliseconds of a clock that nobody sets. */
  readonly #unsigned = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #walking: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  noteAppend(orgId: string): void {
    if (!this.#unsigned.has(orgId)) this.#unsigned.set(orgId, performance.now());
  }

  async sign(orgId: string, db: TenantDatabase): Promise<SignedCheckpoint> {
    const { tenancy, clock, log, origin, alerts, publisher } = this.#options;
    // Before it is read how far the ledger goes: what is appended from here on is noted again.
    this.#unsigned.delete(orgId);
    try {
      const before = await lastCheckpointRow(db);
      const signed = await signCheckpoint({
        db,
        orgId,
        host: new URL(origin).host,
        wrappingKey: async (version) => {
          const key = await tenancy.keyOf(orgId, 'secrets', version);
          if (key === null) throw fail('internal', { detail: 'the organisation has no data key' });
          return key;
        },
        now: () => clock.now(),
      });
      if (signed.size !== before?.size) publisher.noteSigned(orgId);
      return signed;
    } catch (error) {
      reportInconsistency({ log, alerts }, orgId, error);
      throw error;
    }
  }

  async lastHead(orgId: string, db: TenantDatabase): Promise<LedgerHead> {
    const { size, root, at, note, keyVersion } = await this.sign(orgId, db);
    const key = (await listKeyStatements(db)).find(({ version }) => version === keyVersion);
    return {
      ...{ size, at, vkey: key?.vkey ?? '' },
      root: Buffer.from(root).toString('hex'),
      checkpoint: sha256(note).toString('hex'),
    };
  }

  start(): void {
    if (this.#timer !== undefined) return;
    const { gatherMs, lookMs } = { ...keeperTimes, ...this.#options };
    this.#timer = setInterval(() => {
      this.#working = this.#working.then(() => this.#signDue(performance.now() - gatherMs));
    }, lookMs);
    this.#timer.unref();
    this.#walking = this.#walk();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#walking;
    await this.#working;
    await this.#signDue(Number.POSITIVE_INFINITY);
  }

  async #signDue(notedBefore: number): Promise<void> {
    for (const [orgId, notedAt] of [...this.#unsigned]) {
      if (notedAt <= notedBefore) await this.#signAlone(orgId);
    }
  }

  /** What earlier processes appended and did not live to sign. */
  async #walk(): Promise<void> {
    const { tenancy, log } = this.#options;
    let after = '';
    try {
      while (!this.#stopping) {
        const next = await tenancy.control.get<{ id: string }>(
          "SELECT id FROM Organization WHERE status IN ('active', 'installation') AND id > ? ORDER BY id LIMIT 1",
          [after],
        );
        if (next === undefined) return;
        after = next.id;
        await this.#signAlone(next.id);
        // Whether an earlier process lived to hand its last one on is known to nobody.
        this.#options.publisher.noteSigned(next.id);
        await new Promise((resume) => setTimeout(resume, walkPauseMs));
      }
    } catch (error) {
      log.error({ err: error }, 'looking for unsigned ledgers ended early');
    }
  }

  async #signAlone(orgId: string): Promise<void> {
    const { tenancy, log } = this.#options;
    try {
      const lease = await tenancy.acquire(orgId);
      try {
        const last = await lastCheckpointRow(lease.db);
        if ((last?.size ?? 0) !== (await ledgerSize(lease.db))) await this.sign(orgId, lease.db);
        else this.#unsigned.delete(orgId);
      } finally {
        lease.release();
      }
    } catch (error) {
      // One that is erased, set aside or not what was signed has been told of where that was found.
      const code = isHoldfastError(error) ? error.code : 'internal';
      if (['not_found', 'tenant_unavailable', 'ledger_inconsistent'].includes(code)) this.#unsigned.delete(orgId);
      else {
        this.noteAppend(orgId);
        log.error({ err: error, orgId }, 'a ledger could not be signed; it will be tried again');
      }
    }
  }
}
