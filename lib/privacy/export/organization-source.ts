import { setImmediate as nextTurn } from 'node:timers/promises';
import { exportLedgerPart } from '../../ledger/export-ledger-part.ts';
import type { Snapshot } from '../../platform/db/snapshot.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { crmFiles, crmSql } from './crm-files.ts';
import { portableEntities } from './entities.ts';
import { countQuery, objectsQuery, rowsQuery } from './entity-sql.ts';
import type { PortableEntity } from './portable-entity.ts';
import type { ArchiveOptions, ArchiveSource } from './write-archive.ts';

/** What opens snapshots: the tenancy. */
export interface Snapshots {
  readonly control: { snapshot(): Snapshot };
  snapshot(orgId: string): Promise<Snapshot>;
}

/** One instant of an organisation: of its own database, and of the directory. */
interface OrganizationInstant {
  readonly source: ArchiveSource;
  /** Rows of everything, over all files that the options ask for. */
  rowsTotal(options: ArchiveOptions): Promise<number>;
  /** Lets both databases go; repeated, it does nothing. */
  close(): void;
}

/** How often it is tried to catch the ledger with nothing unsigned. Hardly anybody is ever written to that often. */
const attemptsMax = 20;

/**
 * Takes hold of everything that the organisation has at this instant. The caller closes it; reading it needs no context any
 * more, so the call may have ended by then. The ledger is signed before, so that its checkpoint covers all of it; where
 * writes never pause, the last few receipts may stand behind the checkpoint.
 */
export async function organizationInstant(ctx: TenantContext, snapshots: Snapshots): Promise<OrganizationInstant> {
  for (let attempt = 1; ; attempt += 1) {
    await ctx.checkpoint();
    const records = await snapshots.snapshot(ctx.org.id);
    let directory: Snapshot | undefined;
    try {
      directory = snapshots.control.snapshot();
      const createdAt = ctx.now();
      const ledger = await ledgerFacts(records);
      if (ledger.size === ledger.receipts || attempt >= attemptsMax) {
        return instantOf(ctx, { records, directory, createdAt, ledger });
      }
    } catch (error) {
      records.close();
      directory?.close();
      throw error;
    }
    records.close();
    directory.close();
  }
}

interface LedgerFacts {
  readonly size: number;
  readonly receipts: number;
  readonly origin: string;
  readonly vkey: string;
}

async function ledgerFacts(records: Snapshot): Promise<LedgerFacts> {
  const facts = await records.get<Omit<LedgerFacts, 'origin'>>(
    `SELECT (SELECT max("size") FROM "LedgerCheckpoint") AS size,
            (SELECT coalesce(max("seq"), 0) FROM "Receipt") AS receipts,
            (SELECT "vkey" FROM "LedgerKey" ORDER BY "version" DESC LIMIT 1) AS vkey`,
  );
  if (facts === undefined || facts.size === null || facts.vkey === null) {
    throw fail('internal', { detail: 'a ledger without a checkpoint' });
  }
  return { ...facts, origin: facts.vkey.slice(0, facts.vkey.indexOf('+')) };
}

interface Held {
  readonly records: Snapshot;
  readonly directory: Snapshot;
  readonly createdAt: Date;
  readonly ledger: LedgerFacts;
}

function instantOf(ctx: TenantContext, { records, directory, createdAt, ledger }: Held): OrganizationInstant {
  const orgId = ctx.org.id;
  const objects = ctx.objects;
  const of = (entity: PortableEntity): Snapshot => (entity.database === 'tenant' ? records : directory);
  return {
    source: {
      scope: 'organization',
      subject: null,
      organization: { id: orgId, slug: ctx.org.slug, name: ctx.org.name },
      instance: ctx.services.origin,
      createdAt,
      entities: portableEntities,
      rows: (entity) => {
        const { sql, params } = rowsQuery(entity, orgId);
        return of(entity).rows(sql, params);
      },
      async *attached(entity) {
        const { sql, params } = objectsQuery(entity, orgId);
        for (const [id, object] of of(entity).rows(sql, params)) yield { id: String(id), object: String(object) };
      },
      bytes: async (object) =>
        (await objects.get(object)) as (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) | null,
      crm: crmFiles.map((file) => ({ file, rows: () => records.rows(crmSql(file)) })),
      ledger: { ...ledger, parts: () => ledgerParts(ctx, records, ledger.size) },
    },
    rowsTotal: async ({ csv }) => {
      let total = ledger.size;
      for (const entity of portableEntities) {
        const { sql, params } = countQuery(entity, orgId);
        const { n = 0 } = (await of(entity).get<{ n: number }>(sql, params)) ?? {};
        const tables = csv ? (entity.csv ? 1 : 0) + crmFiles.filter((file) => file.entity === entity.name).length : 0;
        total += n * (1 + tables);
        await nextTurn();
      }
      return total;
    },
    close: () => {
      records.close();
      directory.close();
    },
  };
}

/** The ledger's own export, read from the instant that was taken hold of instead of the present. */
async function* ledgerParts(ctx: TenantContext, records: Snapshot, size: number): AsyncGenerator<string> {
  const db: TenantContext['db'] = {
    get prisma(): never {
      throw fail('internal', { detail: 'an instant is read with SQL alone' });
    },
    get: records.get,
    all: records.all,
  };
  for (let after: number | null = 0; after !== null; ) {
    const part: { readonly text: string; readonly next: number | null } = await exportLedgerPart.run(
      { ...ctx, db },
      { after, size },
    );
    yield part.text;
    after = part.next;
  }
}
