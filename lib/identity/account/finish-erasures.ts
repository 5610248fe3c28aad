import { eraseOpenings, openingsNaming } from '../../ledger/erase-openings.ts';
import type { SqlReader } from '../../platform/db/types.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import { removeLocalMail } from '../../platform/mail/local-mailbox.ts';
import { isHeld } from '../../privacy/holds/active-holds.ts';
import type { Runtime } from '../../runtime.ts';
import { settleReceipts } from '../../tenancy/outbox.ts';
import { endSessionsOf } from '../session-store.ts';
import {
  type BegunErasure,
  beginErasure,
  begunErasures,
  forgetAccount,
  membershipsOfAccount,
  organizationsThatKnow,
} from './account-store.ts';

type ErasureHost = Pick<Runtime, 'tenancy' | 'tombstones' | 'clock' | 'log' | 'env' | 'checkpoints'>;

/**
 * Ends an erasure that has begun. Every step can be repeated: the tombstone first, then each organisation's ledger loses what
 * would tell the address, then the control database loses the account. Killed in between, it is found again by
 * {@link finishErasures}.
 */
export async function finishErasure(rt: ErasureHost, userId: string, begun: BegunErasure): Promise<void> {
  await rt.tombstones.lay({ kind: 'account', orgId: null, subject: userId });
  for (const orgId of begun.orgIds) await clearOrganization(rt, orgId, begun.email);
  removeLocalMail(rt.env.HOLDFAST_DATA_DIR, begun.email);
  await rt.tenancy.control.write((tx) => forgetAccount(tx, userId, begun.email));
  // Earlier states of the pages would stand in the log until it is written over.
  await rt.tenancy.control.emptyLog();
}

/** Ends every erasure that an earlier process left. One that fails is told to the log and tried again the next time. */
export async function finishErasures(rt: ErasureHost): Promise<number> {
  const unfinished = await begunErasures(rt.tenancy.control);
  let finished = 0;
  for (const { userId, begun } of unfinished) {
    try {
      await finishErasure(rt, userId, begun);
      finished += 1;
    } catch (error) {
      rt.log.error({ err: error, userId }, 'the erasure of an account is not finished');
    }
  }
  return finished;
}

/**
 * Erases an account that a restore brought back, whatever it owns there: its erasure was allowed when it was asked for.
 * Afterwards nobody can use it. What keeps the rest from being cleared, the damaged database of an organisation for example,
 * is told to the log and tried again at the next start: it keeps nobody else from being served.
 * @returns whether there was anything to erase.
 */
export async function eraseAccountAgain(rt: ErasureHost, userId: string): Promise<boolean> {
  const { control } = rt.tenancy;
  const row = await control.get<{ email: string; erasing: string | null }>(
    'SELECT email, erasing FROM User WHERE id = ?',
    [userId],
  );
  if (row === undefined) return false;
  const ownerless = (await membershipsOfAccount(control, userId)).filter(({ onlyOwner }) => onlyOwner);
  for (const { orgId } of ownerless)
    rt.log.warn({ orgId }, 'a restore and an erasure leave an organisation without an owner');
  const begun =
    row.erasing === null ? await beginAgain(rt, userId, row.email) : (JSON.parse(row.erasing) as BegunErasure);
  try {
    await finishErasure(rt, userId, begun);
  } catch (error) {
    rt.log.error({ err: error, userId }, 'the erasure of an account is not finished');
  }
  return true;
}

async function beginAgain({ tenancy, clock }: ErasureHost, userId: string, email: string): Promise<BegunErasure> {
  const at = clock.now().toISOString();
  const begun = { email, orgIds: await organizationsThatKnow(tenancy.control, userId, email) };
  await tenancy.control.write(async (tx) => {
    await endSessionsOf(tx, userId, at);
    await beginErasure(tx, userId, begun, at);
  });
  return begun;
}

async function clearOrganization(rt: ErasureHost, orgId: string, email: string): Promise<void> {
  let lease: Awaited<ReturnType<Runtime['tenancy']['acquire']>>;
  try {
    lease = await rt.tenancy.acquire(orgId);
  } catch (error) {
    // Erased since: nothing of it is left to clear.
    if (isHoldfastError(error) && error.code === 'not_found') return;
    throw error;
  }
  try {
    // What is owed may tell the address too: settled first, so that it is found.
    await settleReceipts(rt.tenancy.control, lease.db, orgId);
    const seqs = await openingsNaming(lease.db, [email]);
    await lease.db.write(async (tx) => {
      await eraseOpenings(tx, await withoutHeld(tx, seqs), rt.clock.now());
      // Members whom an archive named, for the owner to invite.
      await tx.run(
        `UPDATE ArchiveImport SET people = (
            SELECT json_group_array(json(value)) FROM json_each(people) WHERE lower(value ->> 'email') <> lower(?))
          WHERE EXISTS (SELECT 1 FROM json_each(people) WHERE lower(value ->> 'email') = lower(?))`,
        [email, email],
      );
    });
    await lease.db.emptyLog();
    rt.checkpoints.noteAppend(orgId);
  } finally {
    lease.release();
  }
}

/**
 * What a legal hold keeps is evidence, and stays until the organisation erases it by the address: whoever is sued could
 * otherwise empty the ledger by leaving. CLAIMS G6; GDPR, article 17(3)(e).
 */
async function withoutHeld(tx: SqlReader, seqs: readonly number[]): Promise<readonly number[]> {
  if (await isHeld(tx)) return [];
  const rows = await tx.all<{ seq: number }>(
    `SELECT r.seq FROM Receipt r WHERE r.seq IN (SELECT value FROM json_each(?)) AND r.subject NOT IN
       (SELECT contactId FROM LegalHold WHERE releasedAt IS NULL AND contactId IS NOT NULL)`,
    [JSON.stringify(seqs)],
  );
  return rows.map(({ seq }) => seq);
}
