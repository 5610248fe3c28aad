import type { Clock } from '../platform/clock.ts';
import { isUniqueViolation } from '../platform/db/prisma-errors.ts';
import type { WriteTx } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import type { ControlClient } from './clients.ts';
import type { TenantEngine } from './engine.ts';
import { createDataKey, type MasterKeys, subkeyOf, wrapDataKey } from './keys.ts';
import { markReady } from './placement.ts';
import type { ControlDatabase, NewOrganization } from './tenancy.ts';

interface ProvisionParts {
  readonly control: ControlDatabase;
  readonly engine: TenantEngine;
  readonly masterKeys: MasterKeys;
  readonly schemaLevel: number;
  readonly clock: Clock;
}

/**
 * Makes an organisation in steps that a crash may part anywhere:
 *
 * 1. the control row says `provisioning`, with the wrapped data key: from here the next start knows what to clear away;
 * 2. the database is made, durably, and says whose it is;
 * 3. the control row says `active`, together with what `activate` writes: from here the organisation exists.
 *
 * Before step 3 nobody can reach the organisation; a start after a crash removes it ({@link clearUnfinished}).
 *
 * @throws `conflict` when the slug or id is taken; what the engine or `activate` throws, with nothing left behind.
 */
export async function provisionTenant(
  parts: ProvisionParts,
  org: NewOrganization,
  activate?: (tx: WriteTx<ControlClient>) => Promise<void>,
): Promise<void> {
  const { control, engine, masterKeys, schemaLevel, clock } = parts;
  const at = clock.now();
  const dataKey = createDataKey(org.id);
  const location = engine.locationOf(org.id);
  await recordIntent(parts, org, wrapDataKey(masterKeys, dataKey), location, at);
  try {
    await engine.provision({ orgId: org.id, location, pageKey: subkeyOf(dataKey, 'database-pages') }, at);
    await control.write(async (tx) => {
      await tx.run(`UPDATE Organization SET status = 'active' WHERE id = ? AND status = 'provisioning'`, [org.id]);
      await markReady(tx, org.id, schemaLevel, at);
      await activate?.(tx);
    });
  } catch (error) {
    await clearTenant(parts, org.id, location);
    throw error;
  }
}

/** Removes what killed provisionings left: their database and then their row. Run at start, before anything is served. */
export async function clearUnfinished(parts: Pick<ProvisionParts, 'control' | 'engine'>): Promise<readonly string[]> {
  const rows = await parts.control.all<{ id: string; location: string | null }>(
    `SELECT o.id, p.location FROM Organization o LEFT JOIN Placement p ON p.orgId = o.id WHERE o.status = 'provisioning'`,
  );
  for (const row of rows) await clearTenant(parts, row.id, row.location ?? parts.engine.locationOf(row.id));
  return rows.map((row) => row.id);
}

async function recordIntent(
  { control, engine }: ProvisionParts,
  org: NewOrganization,
  key: ReturnType<typeof wrapDataKey>,
  location: string,
  at: Date,
): Promise<void> {
  const now = at.toISOString();
  try {
    await control.write(async (tx) => {
      await tx.run(
        `INSERT INTO Organization (id, slug, name, plan, status, createdAt, updatedAt)
         VALUES (?, ?, ?, ?, 'provisioning', ?, ?)`,
        [org.id, org.slug, org.name, org.plan, now, now],
      );
      await tx.run('INSERT INTO DataKey (orgId, version, wrapped, masterVersion, createdAt) VALUES (?, ?, ?, ?, ?)', [
        key.orgId,
        key.version,
        key.wrapped,
        key.masterVersion,
        now,
      ]);
      await tx.run(
        `INSERT INTO Placement (orgId, engine, location, schemaLevel, state, updatedAt) VALUES (?, ?, ?, 0, 'ok', ?)`,
        [org.id, engine.name, location, now],
      );
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw fail('conflict', { message: 'This address is taken.', detail: 'slug or id is taken', cause: error });
  }
}

/** The database first: a row without a database is cleared at the next start, a database without a row never would be. */
async function clearTenant(
  { control, engine }: Pick<ProvisionParts, 'control' | 'engine'>,
  orgId: string,
  location: string,
): Promise<void> {
  await engine.destroy(location);
  await control.write((tx) => tx.run(`DELETE FROM Organization WHERE id = ? AND status = 'provisioning'`, [orgId]));
}
