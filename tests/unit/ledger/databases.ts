import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { type Connection, openConnection } from '#lib/platform/db/connection.ts';
import { applyMigrations, type DatabaseKind, readMigrations } from '#lib/platform/db/migrate.ts';
import { openDatabase, type PrismaLike } from '#lib/platform/db/sqlite.ts';
import type { Database } from '#lib/platform/db/types.ts';
import type { ControlClient, TenantClient } from '#lib/tenancy/clients.ts';
import { PrismaClient as ControlPrisma } from '#prisma/control';
import { PrismaClient as TenantPrisma } from '#prisma/tenant';

export interface OpenedDatabase<Client> {
  readonly db: Database<Client>;
  /** A handle of its own, as somebody has it who holds the file and its key. */
  tamper(change: (connection: Connection) => void): void;
  remove(): Promise<void>;
}

/** A real organisation database in a folder of its own: encrypted, migrated, with its triggers. */
export function tenantDatabase(): OpenedDatabase<TenantClient> {
  return open('tenant', (adapter) => new TenantPrisma({ adapter }));
}

export function controlDatabase(): OpenedDatabase<ControlClient> {
  return open('control', (adapter) => new ControlPrisma({ adapter }));
}

function open<Client extends PrismaLike>(
  kind: DatabaseKind,
  prismaFactory: (adapter: SqlDriverAdapterFactory) => Client,
): OpenedDatabase<Client> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-ledger-'));
  const file = join(folder, `${kind}.db`);
  const key = randomBytes(32);
  const fresh = openConnection({ file, key, access: 'write', create: true });
  applyMigrations(fresh, readMigrations(process.cwd(), kind), new Date());
  fresh.close();
  const db = openDatabase({ file, key, prismaFactory });
  return {
    db,
    tamper: (change) => {
      const connection = openConnection({ file, key, access: 'write' });
      try {
        const triggers = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as {
          name: string;
        }[];
        for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`);
        change(connection);
      } finally {
        connection.close();
      }
    },
    remove: async () => {
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
