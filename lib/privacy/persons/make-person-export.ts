import { isoAfter } from '../../platform/clock.ts';
import type { SqlReader, SqlValue } from '../../platform/db/types.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { archiveObject } from '../export/archive-object.ts';
import { type ExportRow, insertExport } from '../export/export-store.ts';
import { bare } from '../export/json-rows.ts';
import type { PortableEntity } from '../export/portable-entity.ts';
import { exportDays } from '../export/schema.ts';
import { type ArchiveSource, writeArchive } from '../export/write-archive.ts';
import { erasedSince } from './erasure-store.ts';
import { entityOf } from './exported-entities.ts';
import type { Grounds, Person } from './person.ts';
import { batchesOf, inList, listed } from './place.ts';
import { places } from './places.ts';
import { groundsOf } from './start-erasure.ts';

const options = { csv: true, byteOrderMark: false, files: true } as const;
const daySeconds = 86_400;

/** What is exported: row numbers by entity. */
type Found = ReadonlyMap<PortableEntity, readonly number[]>;

/**
 * Makes the archive of everything that is exported of a person. Afterwards it can be downloaded once, until it expires.
 * A crash on the way leaves at most an object that no row names, which the daily search removes.
 * @param expiresAt when the archive is removed; after seven days if not said.
 * @throws `storage_unavailable`; `not_found` when the person is erased meanwhile: nothing is left of the archive then.
 */
export async function makePersonExport(
  ctx: TenantContext,
  person: Person,
  { expiresAt }: { readonly expiresAt?: string | undefined } = {},
): Promise<ExportRow> {
  const at = ctx.now();
  const id = newId('exp');
  const object = archiveObject(id);
  const subject = person.contactIds[0] ?? null;
  const found = await findExported(groundsOf(ctx), person);
  const rows = [...found.values()].reduce((sum, numbers) => sum + numbers.length, 0);
  const { bytes, sha256 } = await ctx.objects.put(object, writeArchive(sourceOf(ctx, found, subject, at), options));
  const row: ExportRow = {
    ...{ id, kind: 'person', subject, options: JSON.stringify(options), state: 'ready', error: null },
    ...{
      rowsTotal: rows,
      rowsDone: rows,
      object,
      fileName: `person-${at.toISOString().slice(0, 10)}.zip`,
      bytes,
      sha256,
    },
    ...{ createdBy: ctx.actor, createdAt: at.toISOString(), updatedAt: at.toISOString() },
    finishedAt: ctx.now().toISOString(),
    expiresAt: expiresAt ?? isoAfter(at, exportDays * daySeconds),
    downloadedAt: null,
  };
  const detail = { exportId: id, records: rows, bytes, sha256: sha256.toString('hex') };
  try {
    await ctx.write({ action: 'person.exported', subject: subject ?? id, detail }, async (tx) => {
      // What was read before an erasure must not be kept after it, where the erasure looks no more.
      if (await erasedSince(tx, person.contactIds, row.createdAt)) throw fail('not_found');
      await insertExport(tx, row);
    });
  } catch (error) {
    if (isHoldfastError(error) && error.code === 'not_found') await ctx.objects.remove(object);
    throw error;
  }
  return row;
}

async function findExported(at: Grounds, person: Person): Promise<Found> {
  const found = new Map<PortableEntity, number[]>();
  for (const place of places) {
    const entity = entityOf(place);
    if (entity === undefined) continue;
    const rows = await place.rows(at, person);
    found.set(
      entity,
      [...new Set([...(found.get(entity) ?? []), ...rows])].sort((a, b) => a - b),
    );
  }
  return found;
}

function sourceOf(ctx: TenantContext, found: Found, subject: string | null, createdAt: Date): ArchiveSource {
  const { db, directory } = ctx;
  const of = (entity: PortableEntity): SqlReader => (entity.database === 'tenant' ? db : directory);
  return {
    scope: 'person',
    subject,
    organization: { id: ctx.org.id, slug: ctx.org.slug, name: ctx.org.name },
    instance: ctx.services.origin,
    createdAt,
    entities: [...found.keys()],
    rows: (entity) => readRows(of(entity), entity, found.get(entity) ?? []),
    async *attached(entity) {
      const column = entity.attachment?.object ?? '';
      for (const numbers of batchesOf(found.get(entity) ?? [])) {
        const rows = await of(entity).all<{ id: string; object: string }>(
          `SELECT t."id" AS id, t."${column}" AS object FROM ${entity.from} WHERE t.rowid IN ${inList} ORDER BY t."id"`,
          [listed(numbers)],
        );
        yield* rows;
      }
    },
    bytes: async (object) =>
      (await ctx.objects.get(object)) as (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) | null,
    crm: [],
    ledger: null,
  };
}

async function* readRows(
  db: SqlReader,
  entity: PortableEntity,
  numbers: readonly number[],
): AsyncGenerator<readonly SqlValue[]> {
  const columns = entity.columns.map(({ name, kind }, index) => {
    const value = entity.sqlOf(name);
    return `${bare(kind) === 'json' ? `json(${value})` : value} AS c${index}`;
  });
  for (const batch of batchesOf(numbers)) {
    const rows = await db.all<Record<string, SqlValue>>(
      `SELECT ${columns.join(', ')} FROM ${entity.from} WHERE t.rowid IN ${inList} ORDER BY t.rowid`,
      [listed(batch)],
    );
    for (const row of rows) yield entity.columns.map((_, index) => row[`c${index}`] ?? null);
  }
}
