import type { Clock } from '../platform/clock.ts';
import { readMigrations } from '../platform/db/migrate.ts';
import { fail } from '../platform/errors.ts';
import { idPattern } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { openControl } from './control.ts';
import type { DataFolder } from './data-folder.ts';
import { isDamage } from './engine.ts';
import { createFileEngine } from './file-engine.ts';
import { type MasterKeys, readSubkey } from './keys.ts';
import { migrateAllTenants } from './migrate-all.ts';
import { Placements, quarantine } from './placement.ts';
import { Pool } from './pool.ts';
import { clearUnfinished, provisionTenant } from './provision.ts';
import type { Tenancy, TenantDatabase, TenantLease } from './tenancy.ts';
import { UnknownIds } from './unknown-ids.ts';

interface TenancyOptions {
  /** Taken by this process; it is released by whoever took it, after {@link Tenancy.close}. */
  readonly folder: DataFolder;
  readonly masterKeys: MasterKeys;
  /** Where `prisma/` is: the folder of the project, whatever bundle this code runs from. */
  readonly projectRoot: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Open organisation databases at most; 500 by default. Each takes about 6 file descriptors. */
  readonly poolMax?: number;
  /** An organisation's database that nobody used for so long is closed, in milliseconds; 5 minutes by default. */
  readonly idleMs?: number;
  /** How long a request waits for a slot when all are in use, in milliseconds; 5 seconds by default. */
  readonly slotWaitMs?: number;
  /** Told of each commit: how many writes shared it, and how long they took together. */
  readonly onCommit?: (database: 'control' | 'tenant', bodies: number, seconds: number) => void;
}

const defaultPoolMax = 500;
const defaultIdleMs = 5 * 60_000;
const defaultSlotWaitMs = 5_000;

/**
 * Opens the control database (at this version's schema) and clears away organisations whose making was interrupted.
 * Organisations' databases are brought to the schema by {@link Tenancy.migrateAll}, or when they are first opened.
 *
 * @throws `data_newer_than_code`, `data_folder_unusable`: see {@link openControl}.
 */
export async function createTenancy(options: TenancyOptions): Promise<Tenancy> {
  const { folder, masterKeys, projectRoot, clock, log } = options;
  const tenantMigrations = readMigrations(projectRoot, 'tenant');
  const schemaLevel = tenantMigrations.length;
  const control = await openControl({
    file: folder.controlFile,
    masterKeys,
    migrations: readMigrations(projectRoot, 'control'),
    clock,
    onCommit: (bodies, seconds) => options.onCommit?.('control', bodies, seconds),
  });
  const engine = createFileEngine({
    folder: folder.tenantsFolder,
    migrations: tenantMigrations,
    clock,
    onCommit: (bodies, seconds) => options.onCommit?.('tenant', bodies, seconds),
  });
  const placements = new Placements(control, masterKeys, engine);
  const unknown = new UnknownIds();
  const pool = new Pool<TenantDatabase>({
    capacity: options.poolMax ?? defaultPoolMax,
    idleMs: options.idleMs ?? defaultIdleMs,
    waitMs: options.slotWaitMs ?? defaultSlotWaitMs,
    open: openTenant,
    close: (db) => db.close(),
    onCloseError: (orgId, error) => log.error({ orgId, err: error }, 'closing a database failed'),
  });

  /** Being erased: whoever still knows the id gets nothing by it. After a restart the directory says so. */
  const shut = new Set<string>();

  const locationOf = async (orgId: string): Promise<string> => {
    const row = await control.get<{ location: string }>('SELECT location FROM Placement WHERE orgId = ?', [orgId]);
    return row?.location ?? engine.locationOf(orgId);
  };

  async function openTenant(orgId: string): Promise<TenantDatabase> {
    const placement = await placements.find(orgId);
    if (placement === undefined) {
      unknown.add(orgId);
      throw fail('not_found', { detail: 'no such organisation' });
    }
    if (placement.status === 'erasing') throw fail('not_found', { detail: 'the organisation is being erased' });
    if (placement.state === 'quarantined') {
      throw fail('tenant_unavailable', { detail: `quarantined: ${placement.stateReason ?? 'no reason recorded'}` });
    }
    // Nothing is waited for between this and the opening: whoever shuts it finds it opened, or it is not opened.
    if (shut.has(orgId)) throw fail('not_found', { detail: 'the organisation is shut' });
    try {
      return await engine.open(placement.address);
    } catch (error) {
      if (isDamage(error)) {
        const reason = error.detail ?? error.publicMessage;
        log.error({ orgId, reason }, 'an organisation was quarantined');
        await control.write((tx) => quarantine(tx, orgId, reason, clock.now()));
      }
      throw error;
    }
  }

  async function acquire(orgId: string): Promise<TenantLease> {
    if (!idPattern('org').test(orgId)) throw fail('not_found', { detail: 'not the id of an organisation' });
    if (unknown.has(orgId)) throw fail('not_found', { detail: 'no such organisation' });
    if (shut.has(orgId)) throw fail('not_found', { detail: 'the organisation is being erased' });
    const { value, release } = await pool.acquire(orgId);
    if (shut.has(orgId)) {
      release();
      throw fail('not_found', { detail: 'the organisation is being erased' });
    }
    return { db: value, release };
  }

  const cleared = await clearUnfinished({ control, engine });
  if (cleared.length > 0) log.warn({ orgIds: cleared }, 'unfinished organisations were cleared away');

  return {
    control,
    schemaLevel,

    async provision(org, activate) {
      await provisionTenant({ control, engine, masterKeys, schemaLevel, clock }, org, activate);
      unknown.delete(org.id);
    },

    acquire,

    async snapshot(orgId) {
      const lease = await acquire(orgId);
      try {
        const snapshot = lease.db.snapshot();
        return {
          ...snapshot,
          close: () => {
            snapshot.close();
            lease.release();
          },
        };
      } catch (error) {
        lease.release();
        throw error;
      }
    },

    async shut(orgId, withinMs) {
      shut.add(orgId);
      await pool.evict(orgId, withinMs);
    },

    reopen(orgId) {
      shut.delete(orgId);
    },

    async withShut(orgId, work) {
      const placement = await placements.find(orgId);
      if (placement === undefined) return null;
      let db: TenantDatabase;
      try {
        db = await engine.open(placement.address);
      } catch (error) {
        if (!isDamage(error)) throw error;
        log.warn({ orgId, reason: error.detail }, 'the database of an organisation could not be read');
        return null;
      }
      try {
        return await work(db);
      } finally {
        await db.close();
      }
    },

    async destroy(orgId) {
      await engine.destroy(await locationOf(orgId));
    },

    remains: async (orgId) => engine.remains(await locationOf(orgId)),

    keyOf: (orgId, purpose, version) => readSubkey(control, masterKeys, orgId, purpose, version),

    migrateAll: (walk) => migrateAllTenants({ control, engine, placements, schemaLevel, clock }, walk),

    stats: () => ({ ...pool.stats(), negativeHits: unknown.hits }),

    async close() {
      await pool.close();
      await control.close();
    },
  };
}
