import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { PrismaClient } from '#prisma/tenant';
import type { Clock } from '../platform/clock.ts';
import { type Connection, openConnection } from '../platform/db/connection.ts';
import { applyMigrations, type Migration } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/sqlite.ts';
import { fail } from '../platform/errors.ts';
import { syncFolder } from '../platform/files.ts';
import { idPattern } from '../platform/ids.ts';
import { asDamage, damaged, type TenantAddress, type TenantEngine } from './engine.ts';
import { asideOf, copyTemplate, makeTemplate, removeDatabase } from './template.ts';
import type { TenantDatabase } from './tenancy.ts';

interface FileEngineOptions {
  /** Absolute path of the folder that holds the organisations' files. */
  readonly folder: string;
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  readonly onCommit?: (bodies: number, seconds: number) => void;
}

/** One encrypted SQLite file for each organisation, in folders named after the last two characters of its id. */
export function createFileEngine(options: FileEngineOptions): TenantEngine {
  const { folder, migrations, clock, onCommit } = options;
  let template: Buffer | undefined;

  const fileOf = (location: string): string => {
    const file = join(folder, location);
    if (!file.startsWith(folder + sep))
      throw fail('internal', { detail: 'a placement points outside the data folder' });
    return file;
  };

  const admit = (connection: Connection, orgId: string): boolean => {
    const applied = applyMigrations(connection, migrations, clock.now());
    const rows = connection.prepare('SELECT orgId FROM TenantIdentity').all() as { orgId: string }[];
    if (rows.length !== 1 || rows[0]?.orgId !== orgId) {
      throw damaged('the database belongs to another organisation');
    }
    return applied.length > 0;
  };

  const guarded = <T>(address: TenantAddress, step: (file: string) => T): T => {
    const file = fileOf(address.location);
    if (!existsSync(file)) throw damaged('the database file is missing');
    try {
      return step(file);
    } catch (error) {
      throw asDamage(error);
    }
  };

  return {
    name: 'file',

    locationOf(orgId) {
      if (!idPattern('org').test(orgId)) throw fail('internal', { detail: 'not the id of an organisation' });
      return join(orgId.slice(-2), `${orgId}.db`);
    },

    async provision({ orgId, location, pageKey }, at) {
      template ??= makeTemplate(migrations, at);
      copyTemplate({ template, file: fileOf(location), pageKey, orgId, at });
    },

    async open(address): Promise<TenantDatabase> {
      return guarded(address, (file) =>
        openDatabase({
          file,
          key: address.pageKey,
          prismaFactory: (adapter) => new PrismaClient({ adapter }),
          ...(onCommit === undefined ? {} : { onCommit }),
          admit: (connection) => {
            admit(connection, address.orgId);
          },
        }),
      );
    },

    async migrate(address) {
      return guarded(address, (file) => {
        const connection = openConnection({ file, key: address.pageKey, access: 'write' });
        try {
          return admit(connection, address.orgId);
        } finally {
          connection.close();
        }
      });
    },

    async destroy(location) {
      const file = fileOf(location);
      removeDatabase(asideOf(file));
      removeDatabase(file);
      if (existsSync(dirname(file))) syncFolder(dirname(file));
    },

    async remains(location) {
      const file = fileOf(location);
      if (!existsSync(dirname(file))) return [];
      return readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file)));
    },
  };
}
