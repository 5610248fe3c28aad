import { fail } from '../../platform/errors.ts';
import { removeLocalMail } from '../../platform/mail/local-mailbox.ts';
import { organizationPrefix } from '../../platform/storage/sealed-objects.ts';
import {
  countDirectory,
  countTenant,
  forgetNames,
  forgetOrganization,
  namedIn,
  revokeEverything,
} from '../../tenancy/erase/directory-rows.ts';
import { settleReceipts } from '../../tenancy/outbox.ts';
import { tenantRegistry } from '../registry.ts';
import { callOff, holdStands, quieten } from './begin-erasure.ts';
import { certify } from './certify.ts';
import type { EraserParts } from './eraser-parts.ts';
import { type ErasureRow, type ErasureStep, erasureSteps, type Found, findErasure, noteStep } from './erasure-store.ts';

/** What a step found that the certificate tells of. */
type Findings = Partial<Omit<Found, 'steps' | 'coolingOffDays'>>;

type Step = (parts: EraserParts, row: ErasureRow) => Promise<Findings | undefined>;

/** What leads to each durable step. Each may have been done before, wholly or in part: doing it again is safe. */
const work: Readonly<Record<Exclude<ErasureStep, 'requested' | 'blocked' | 'certified'>, Step>> = {
  recorded: record,
  tombstone: async ({ tombstones }, { orgId }) => {
    // From here on there is no way back: a restored copy is erased again.
    await tombstones.lay({ kind: 'organization', orgId, subject: orgId });
    return undefined;
  },
  access: revoke,
  database: async ({ tenancy }, { orgId }) => {
    await tenancy.destroy(orgId);
    return undefined;
  },
  objects: async ({ objects }, { orgId }) => {
    await objects.removePrefix(organizationPrefix(orgId));
    return undefined;
  },
  limits: async ({ limiter }, { orgId }) => {
    await limiter.forget([orgId]);
    return undefined;
  },
  backups: async ({ backups }, { orgId }) => {
    await backups.forget(orgId);
    return undefined;
  },
  key: destroyKey,
  verified: verifyNothingIsLeft,
};

/**
 * Does what is left of an erasure, step by step; each is durable before the next one begins. A crash anywhere leaves the
 * last durable step, and whoever goes on does the next one again from its beginning.
 *
 * @returns the erasure as it is afterwards: done, called off for a legal hold, or running when `stopping` said so.
 * @throws what a step throws: it is to be tried again.
 */
export async function runSteps(
  parts: EraserParts,
  begun: ErasureRow,
  stopping: () => boolean,
): Promise<ErasureRow | undefined> {
  const { control } = parts.tenancy;
  let row = begun;
  await quieten(parts, row.orgId);
  await parts.exporter.abort(row.orgId);
  while (row.state === 'running' && !stopping()) {
    const next = erasureSteps[erasureSteps.indexOf(row.step) + 1];
    if (next === undefined) throw fail('internal', { detail: `no step follows ${row.step}` });
    if (next === 'recorded' && (await holdStands(parts, row.orgId))) await callOff(parts, row);
    else if (next === 'certified') await certify(parts, row);
    else await take(parts, row, next);
    const after = await findErasure(control, row.id);
    if (after === undefined) return undefined;
    row = after;
  }
  return row;
}

async function take(parts: EraserParts, row: ErasureRow, step: ErasureStep): Promise<void> {
  const does = work[step as keyof typeof work];
  if (does === undefined) throw fail('internal', { detail: `no work leads to ${step}` });
  const findings = await does(parts, row);
  const at = parts.clock.now().toISOString();
  const before = JSON.parse(row.found) as Found;
  const found: Found = { ...before, ...findings, steps: { ...before.steps, [step]: at } };
  await parts.tenancy.control.write((tx) => noteStep(tx, row, step, found, at));
}

/** Signs the ledger's last head, and counts what there is. */
async function record(parts: EraserParts, { orgId }: ErasureRow): Promise<Findings> {
  const { tenancy, checkpoints, objects } = parts;
  const inside = await tenancy.withShut(orgId, async (db) => {
    await settleReceipts(tenancy.control, db, orgId);
    const ledger = await checkpoints.lastHead(orgId, db);
    return { ledger, rows: await countTenant(db, Object.keys(tenantRegistry)) };
  });
  let count = 0;
  let bytes = 0;
  for await (const object of objects.list(organizationPrefix(orgId))) {
    count += 1;
    bytes += object.bytes;
  }
  return {
    ledger: inside?.ledger ?? null,
    rows: inside?.rows ?? null,
    directoryRows: await countDirectory(tenancy.control, orgId),
    objects: { count, bytes },
  };
}

/** Nobody gets in any more, and nothing waits for the organisation. */
async function revoke(parts: EraserParts, { orgId }: ErasureRow): Promise<undefined> {
  const { control } = parts.tenancy;
  await forgetNames(control, orgId);
  const org = await control.get<{ id: string; slug: string; name: string }>(
    'SELECT id, slug, name FROM Organization WHERE id = ?',
    [orgId],
  );
  if (org === undefined) return undefined;
  const keys = await control.all<{ id: string }>('SELECT id FROM ApiKey WHERE orgId = ?', [orgId]);
  // Before the keys are forgotten, by which their budgets are found.
  await parts.limiter.forget(keys.map(({ id }) => id));
  await control.write((tx) => revokeEverything(tx, org));
  // On one machine mail stays in the data folder: what told of the organisation is no mail of anybody's any more.
  removeLocalMail(parts.folder, org.name);
  removeLocalMail(parts.folder, `${parts.origin}/${org.slug}`);
  return undefined;
}

/** Without the data key every copy of the database and the objects, wherever it is, is noise. */
async function destroyKey({ tenancy }: EraserParts, { orgId }: ErasureRow): Promise<undefined> {
  await tenancy.control.write((tx) => forgetOrganization(tx, orgId));
  if (!(await tenancy.control.emptyLog())) {
    throw fail('storage_unavailable', { detail: 'somebody still reads an earlier state of the control database' });
  }
  return undefined;
}

/** @throws `storage_unavailable` naming what there still is: then nothing is certified, and everything is done again. */
async function verifyNothingIsLeft(parts: EraserParts, row: ErasureRow): Promise<undefined> {
  const { tenancy, objects, limiter, clock } = parts;
  const { orgId } = row;
  await limiter.forget([orgId]);
  // Whatever was said of it since: who goes on naming it keeps nothing from being certified.
  if (await forgetNames(tenancy.control, orgId)) await tenancy.control.emptyLog();
  const left = [...(await namedIn(tenancy.control, orgId)), ...(await tenancy.remains(orgId))];
  for await (const { key } of objects.list(organizationPrefix(orgId))) left.push(key);
  if ((await tenancy.keyOf(orgId, 'database-pages')) !== null) left.push('data key');
  if (left.length === 0) return undefined;
  const found = JSON.parse(row.found) as Found;
  await tenancy.control.write((tx) => noteStep(tx, row, 'tombstone', found, clock.now().toISOString()));
  throw fail('storage_unavailable', { detail: `still there: ${left.slice(0, 10).join(', ')}` });
}
