import { isoAfter } from '../../platform/clock.ts';
import { oweReceipts } from '../../tenancy/outbox.ts';
import { isHeldAtAll } from '../holds/active-holds.ts';
import type { EraserParts } from './eraser-parts.ts';
import { type ErasureRow, type Found, findErasure, findOwners, moveState, noteStep } from './erasure-store.ts';
import { mailOwners } from './mail-owners.ts';
import { erasureHeldMail } from './mails.ts';

const patienceMs = 10_000;
/** Far longer than it takes to see whether a hold stands. */
const jobPauseSeconds = 86_400;

/**
 * Blocks the organisation, in one transaction with the beginning of its erasure: from that commit on no door knows it. Then
 * waits until nobody uses its database any more. While a backup of it is put back it waits, and is looked for again.
 *
 * @returns the erasure as it is now; undefined when it was called off meanwhile, or has to wait.
 */
export async function beginErasure(parts: EraserParts, row: ErasureRow): Promise<ErasureRow | undefined> {
  const { tenancy, clock } = parts;
  const now = clock.now();
  const at = now.toISOString();
  const begun = await tenancy.control.write(async (tx) => {
    const blocked = "SELECT 1 AS one FROM Organization WHERE id = ? AND status = 'blocked'";
    if ((await tx.get(blocked, [row.orgId])) !== undefined) return false;
    if (!(await moveState(tx, row.id, 'approved', 'running', at))) return false;
    const found = JSON.parse(row.found) as Found;
    const owners = await findOwners(tx, row.orgId);
    await noteStep(tx, row, 'blocked', { ...found, steps: { blocked: at } }, at);
    await tx.run('UPDATE OrganizationErasure SET tell = ? WHERE id = ?', [
      JSON.stringify(owners.map(({ userId }) => userId)),
      row.id,
    ]);
    await tx.run(
      "UPDATE Organization SET status = 'erasing', updatedAt = ? WHERE id = ? AND status NOT IN ('installation', 'provisioning')",
      [at, row.orgId],
    );
    // Put off, and gone with everything that waits for it once there is no way back.
    await tx.run("UPDATE Job SET runAfter = ?, updatedAt = ? WHERE orgId = ? AND state = 'queued'", [
      isoAfter(now, jobPauseSeconds),
      at,
      row.orgId,
    ]);
    return true;
  });
  return begun ? findErasure(tenancy.control, row.id) : undefined;
}

/** Afterwards nobody uses the organisation's database: asked for at each start of the work, since it is no durable state. */
export async function quieten(parts: EraserParts, orgId: string): Promise<void> {
  await parts.tenancy.shut(orgId, parts.patienceMs ?? patienceMs);
}

/**
 * Whether a legal hold stands on the organisation or on any of its people. Asked when nobody can place one any more and
 * before anything is lost. CLAIMS G6.
 */
export async function holdStands(parts: EraserParts, orgId: string): Promise<boolean> {
  return (await parts.tenancy.withShut(orgId, isHeldAtAll)) ?? false;
}

/** Gives the organisation back to its people: a legal hold wins over an erasure that lost nothing yet. */
export async function callOff(parts: EraserParts, row: ErasureRow): Promise<void> {
  const { tenancy, clock, log } = parts;
  const now = clock.now();
  const at = now.toISOString();
  await tenancy.control.write(async (tx) => {
    if (!(await moveState(tx, row.id, 'running', 'cancelled', at))) return;
    await tx.run("UPDATE OrganizationErasure SET tell = '[]', problem = 'legal_hold' WHERE id = ?", [row.id]);
    await tx.run("UPDATE Organization SET status = 'active', updatedAt = ? WHERE id = ? AND status = 'erasing'", [
      at,
      row.orgId,
    ]);
    // Those that found nobody meanwhile begin afresh: what they go on with is still there.
    await tx.run(
      "UPDATE Job SET state = 'queued', attempts = 0, leaseUntil = NULL, runAfter = ?, updatedAt = ? WHERE orgId = ? AND state <> 'running'",
      [at, at, row.orgId],
    );
    const draft = { action: 'erasure.cancelled', subject: row.id, detail: { reason: 'legal_hold' } };
    await oweReceipts(tx, [draft], { orgId: row.orgId, actor: 'installation', at: now });
  });
  tenancy.reopen(row.orgId);
  log.warn({ orgId: row.orgId, erasure: row.id }, 'a legal hold kept an organisation from being erased');
  await mailOwners(parts, row.orgId, (to, org) => erasureHeldMail(to, org));
}
