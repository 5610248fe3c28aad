import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, systemClock } from '#lib/platform/clock.ts';
import { openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, readMigrations } from '#lib/platform/db/migrate.ts';
import { type OpenOptions, openDatabase } from '#lib/platform/db/sqlite.ts';
import { newId } from '#lib/platform/ids.ts';
import { createLog } from '#lib/platform/log.ts';
import type { TenantClient } from '#lib/tenancy/clients.ts';
import { createTenancy } from '#lib/tenancy/create-tenancy.ts';
import { type DataFolder, openDataFolder } from '#lib/tenancy/data-folder.ts';
import { type MasterKeys, masterKeysOf } from '#lib/tenancy/keys.ts';
import type { Tenancy, TenantDatabase } from '#lib/tenancy/tenancy.ts';
import { PrismaClient } from '#prisma/tenant';
import { projectRoot, temporaryFolder } from './data-folder.ts';

interface TestTenancyOptions {
  /** A data folder to open again; a new temporary one otherwise. */
  readonly dataDir?: string;
  readonly masterKeys?: MasterKeys;
  /** Where the migrations are; this project otherwise. */
  readonly projectRoot?: string;
  readonly poolMax?: number;
  readonly idleMs?: number;
  readonly slotWaitMs?: number;
  readonly clock?: Clock;
}

export interface TestTenancy {
  readonly tenancy: Tenancy;
  readonly folder: DataFolder;
  readonly masterKeys: MasterKeys;
  /** Provisions an active organisation and returns its id. */
  createOrg(slug?: string): Promise<string>;
  /** Runs `body` with the organisation's database. */
  use<T>(orgId: string, body: (db: TenantDatabase) => Promise<T>): Promise<T>;
  /** Closes the databases and gives the folder back, but keeps it. */
  close(): Promise<void>;
  /** Closes, and removes the folder if it was made here. */
  remove(): Promise<void>;
}

/** A real tenancy over a data folder of the test's own. */
export async function openTestTenancy(options: TestTenancyOptions = {}): Promise<TestTenancy> {
  const temporary = options.dataDir === undefined ? temporaryFolder() : undefined;
  const clock = options.clock ?? systemClock;
  const masterKeys = options.masterKeys ?? masterKeysOf(randomBytes(32));
  const folder = openDataFolder(options.dataDir ?? join(temporary?.path ?? '', 'data'), { clock });
  let tenancy: Tenancy;
  try {
    tenancy = await createTenancy({
      folder,
      masterKeys,
      projectRoot: options.projectRoot ?? projectRoot,
      clock,
      log: createLog('silent'),
      ...(options.poolMax === undefined ? {} : { poolMax: options.poolMax }),
      ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
      ...(options.slotWaitMs === undefined ? {} : { slotWaitMs: options.slotWaitMs }),
    });
  } catch (error) {
    folder.release();
    temporary?.remove();
    throw error;
  }
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await tenancy.close();
    folder.release();
  };
  return {
    tenancy,
    folder,
    masterKeys,
    async createOrg(slug) {
      const id = newId('org');
      await tenancy.provision({ id, slug: slug ?? id.toLowerCase(), name: 'Test organisation', plan: 'enterprise' });
      return id;
    },
    async use(orgId, body) {
      const lease = await tenancy.acquire(orgId);
      try {
        return await body(lease.db);
      } finally {
        lease.release();
      }
    },
    close,
    async remove() {
      await close();
      temporary?.remove();
    },
  };
}

export interface TestDatabase {
  readonly db: TenantDatabase;
  readonly file: string;
  readonly key: Uint8Array;
  remove(): Promise<void>;
}

/** An organisation's database by itself, at the present schema, in a temporary folder: for tests of one domain's SQL. */
export function openTestDatabase(
  options: Pick<OpenOptions<TenantClient>, 'admit' | 'writeDeadlineMs'> = {},
): TestDatabase {
  const folder = temporaryFolder();
  const file = join(folder.path, 'tenant.db');
  const key = randomBytes(32);
  const connection = openConnection({ file, key, access: 'write', create: true });
  applyMigrations(connection, readMigrations(projectRoot, 'tenant'), new Date());
  connection.close();
  const db: TenantDatabase = openDatabase({
    file,
    key,
    prismaFactory: (adapter) => new PrismaClient({ adapter }),
    ...options,
  });
  return {
    db,
    file,
    key,
    async remove() {
      await db.close();
      folder.remove();
    },
  };
}
