import { installationSlug } from '../../access/installation-slug.ts';
import type { Plan } from '../../access/plans.ts';
import type { Clock } from '../../platform/clock.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { ControlDatabase, Tenancy, TenantDatabase } from '../../tenancy/tenancy.ts';
import { appendReceipt } from '../append.ts';
import type { CheckpointKeeper } from '../checkpoint-keeper.ts';
import { exportPart, planOf } from '../export-parts.ts';
import type { ReceiptDraft } from '../receipt.ts';
import { findReceiptRow } from '../store.ts';

/** Whatever plans may gate one day, it is not the installation. */
const plan: Plan = 'enterprise';

interface AppendOptions {
  /** The opaque id of who did it; `installation` if not said. */
  readonly actor?: string;
  /** Asked again under the same word, nothing is appended and the first receipt's number comes back. */
  readonly once?: string;
}

/**
 * The ledger of what concerns the installation as a whole: organisations that were erased, drills, restores. It is a ledger
 * like an organisation's, in a database of its own under its own key, signed, audited and backed up with them; nobody is a
 * member of it, and no operation erases it. CLAIMS G3, R2.
 */
export interface InstallationLedger {
  /**
   * Afterwards the receipt is durable. The ledger is made the first time. Its receipts outlive everything that they tell
   * of: a detail holds nothing personal.
   * @returns the receipt's number.
   */
  append(draft: ReceiptDraft, options?: AppendOptions): Promise<number>;
  /**
   * The receipt with its detail, the proof that it is in the ledger, the ledger's keys and its signed head, as a file that
   * the verifier takes: docs/ledger-format.md, section 5.
   * @throws `not_found` when the ledger is not that long.
   */
  prove(seq: number): Promise<string>;
  /** The id that the ledger's chain is bound to; null before anything was appended. */
  id(): Promise<string | null>;
}

interface Parts {
  readonly tenancy: Tenancy;
  readonly checkpoints: Pick<CheckpointKeeper, 'noteAppend' | 'sign'>;
  readonly clock: Clock;
}

/** The id of the installation's own ledger; undefined before it was made. */
export async function findInstallationLedger(control: Pick<ControlDatabase, 'get'>): Promise<string | undefined> {
  const row = await control.get<{ id: string }>("SELECT id FROM Organization WHERE status = 'installation'");
  return row?.id;
}

export function createInstallationLedger({ tenancy, checkpoints, clock }: Parts): InstallationLedger {
  const { control } = tenancy;
  let making: Promise<string> | undefined;

  async function made(): Promise<string> {
    const known = await findInstallationLedger(control);
    if (known !== undefined) return known;
    const org = { id: newId('org'), slug: installationSlug, name: 'Installation', plan };
    try {
      await tenancy.provision(org, async (tx) => {
        await tx.run("UPDATE Organization SET status = 'installation' WHERE id = ?", [org.id]);
      });
      return org.id;
    } catch (error) {
      // Somebody else was first.
      const other =
        isHoldfastError(error) && error.code === 'conflict' ? await findInstallationLedger(control) : undefined;
      if (other === undefined) throw error;
      return other;
    }
  }

  async function using<T>(orgId: string, work: (db: TenantDatabase) => Promise<T>): Promise<T> {
    const lease = await tenancy.acquire(orgId);
    try {
      return await work(lease.db);
    } finally {
      lease.release();
    }
  }

  return {
    async append(draft, { actor = 'installation', once } = {}) {
      making ??= made().finally(() => {
        making = undefined;
      });
      const orgId = await making;
      const seq = await using(orgId, (db) =>
        db.write((tx) =>
          appendReceipt(tx, draft, {
            orgId,
            actor,
            at: clock.now(),
            ...(once === undefined ? {} : { outboxId: once }),
          }),
        ),
      );
      checkpoints.noteAppend(orgId);
      return seq;
    },

    async prove(seq) {
      const orgId = await findInstallationLedger(control);
      if (orgId === undefined) throw fail('not_found');
      return using(orgId, async (db) => {
        const row = await findReceiptRow(db, seq);
        if (row === undefined) throw fail('not_found');
        const { size } = await checkpoints.sign(orgId, db);
        const wanted = planOf(size, { action: row.action, subject: row.subject });
        const parts: string[] = [];
        for (let from: number | null = 0; from !== null; ) {
          const part = await exportPart(db, { orgId, principal: { kind: 'operator', orgId }, plan: wanted, from });
          parts.push(part.text);
          from = part.next;
        }
        return parts.join('');
      });
    },

    async id() {
      return (await findInstallationLedger(control)) ?? null;
    },
  };
}
