import { sha256 } from '../../platform/crypto/digest.ts';
import { fail } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { attachmentPath } from '../export/format.ts';
import { type ArchivePlace, placeText, type TakenEntity } from './archive-place.ts';
import { findArchiveRow, replaceArchiveRow } from './archive-store.ts';
import { type RowWriter, rowsOnArrival } from './insert-rows.ts';
import type { OpenArchive } from './open-archive.ts';
import type { ArchiveRow } from './row-form.ts';

/** Some rows of an archive, and where they stand in it. */
export interface RowsAtHand {
  readonly archive: OpenArchive;
  readonly taken: TakenEntity;
  readonly writer: RowWriter;
  readonly place: ArchivePlace;
  /** As the place was last committed: that of the step before, where this one begins. */
  readonly saved: ArchivePlace;
  readonly rows: readonly ArchiveRow[];
  /** Contacts that were erased on this installation. */
  readonly erased: ReadonlySet<string>;
}

/**
 * Takes some rows in, in one write: rows, count, the place where the next ones begin, and the receipt. Killed before the
 * commit, nothing of them is there; after it, all of it is. Bytes that belong to rows are put before, under names that a
 * repetition puts them under again.
 * @returns the place afterwards.
 * @throws `conflict` when the import is not at this place any more.
 */
export async function importRows(ctx: TenantContext, id: string, at: RowsAtHand): Promise<ArchivePlace> {
  const { taken, place } = at;
  const rows = rowsOnArrival(taken, at.rows, at.erased);
  await putBytes(ctx, at, rows);
  const after: ArchivePlace = { ...place, rows: place.rows + at.rows.length };
  await ctx.write(
    {
      action: 'archive.rowsImported',
      subject: id,
      detail: {
        entity: taken.entity.name,
        from: place.rows + 1,
        to: after.rows,
        imported: rows.length,
        // Which ones: SHA-256 over their keys, one a line, in the order of the archive.
        keys: sha256(rows.map((row) => keyOf(taken, row)).join('\n')).toString('hex'),
      },
    },
    async (tx) => {
      const now = await findArchiveRow(tx, id);
      if (now?.state !== 'running' || now.checkpoint !== placeText(at.saved)) {
        throw fail('conflict', {
          detail: `the archive is ${now?.state ?? 'gone'}, at ${now?.checkpoint ?? 'no place'}`,
        });
      }
      await at.writer.insert(tx, rows);
      await replaceArchiveRow(tx, {
        ...now,
        rowsDone: now.rowsDone + at.rows.length,
        checkpoint: placeText(after),
        updatedAt: ctx.now().toISOString(),
      });
    },
  );
  return after;
}

async function putBytes(
  ctx: TenantContext,
  { archive, taken: { entity, fate } }: RowsAtHand,
  rows: readonly ArchiveRow[],
): Promise<void> {
  const place = entity.attachment && fate.made?.[entity.attachment.object];
  if (!place) return;
  for (const row of rows) {
    await ctx.objects.put(place(row), archive.read(attachmentPath(entity, String(row.id))));
  }
}

function keyOf({ entity }: TakenEntity, row: ArchiveRow): string {
  return entity.key.map((column) => String(row[column])).join(' ');
}
