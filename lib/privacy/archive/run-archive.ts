import { operation } from '../../access/operation.ts';
import { isHoldfastError } from '../../platform/errors.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { dataPath } from '../export/format.ts';
import { type ArchivePlace, placeOf, type TakenEntity, takenEntities } from './archive-place.ts';
import { type ArchiveImportRow, findArchiveRow } from './archive-store.ts';
import { hasAttachments } from './check-rows.ts';
import { linesOf } from './entry-lines.ts';
import { finishArchive, stopArchive } from './finish-archive.ts';
import { importRows, type RowsAtHand } from './import-rows.ts';
import { rowWriter } from './insert-rows.ts';
import { objectSource } from './object-source.ts';
import { type OpenArchive, openArchive } from './open-archive.ts';
import type { ArchiveRow } from './row-form.ts';
import { ArchiveId, ArchiveProgress } from './schema.ts';

/** One run works as long as this, or four times as long as it took to get to its place, and then lets others have a turn. */
const sliceMs = 3_000;
const slicePerWay = 4;

const batchRows = 500;
/** Rows with bytes of their own: each is an object to put. */
const batchAttachments = 20;

export const runArchive = operation({
  name: 'archives.run',
  title: 'Go on with taking an archive in',
  description: 'Run by the job queue until it is done. Each run goes on after the last batch that was committed.',
  permission: 'exports:write',
  feature: undefined,
  limits: [],
  input: ArchiveId,
  output: ArchiveProgress,
  writes: true,
  run: async (ctx, { id }) => {
    const row = await findArchiveRow(ctx.db, id);
    // The object goes after the end was committed, so that a crash in between removes it the next time.
    if (row?.state === 'done') await ctx.objects.remove(`archives/${id}`);
    if (row === undefined || row.state !== 'running' || row.object === null) return { done: true };
    try {
      return { done: await importSlice(ctx, row) };
    } catch (error) {
      // Another run has gone on from the same place: look again.
      if (isHoldfastError(error) && error.code === 'conflict') return { done: false };
      const reason = reasonOf(error);
      if (reason === null) throw error;
      await stopArchive(ctx, id, reason);
      return { done: true };
    }
  },
});

/** @returns whether everything has come to its end, the archive's object included. */
async function importSlice(ctx: TenantContext, row: ArchiveImportRow): Promise<boolean> {
  const begun = performance.now();
  const archive = await openArchive(objectSource(ctx.objects, row.object ?? '', row.fileBytes));
  const erased = new Set(
    (await ctx.services.tombstones.recall()).filter(({ kind }) => kind === 'contact').map(({ subject }) => subject),
  );
  let place = placeOf(row.checkpoint);
  if (place === null) return true;
  let endsAt: number | null = null;
  let saved = place;
  for (; place.step < takenEntities.length; place = { ...place, step: place.step + 1, rows: 0 }) {
    const taken = takenEntities[place.step] as TakenEntity;
    const writer = rowWriter(taken);
    for await (const rows of rowsFrom(archive, taken, place)) {
      endsAt ??= performance.now() + Math.max(sliceMs, slicePerWay * (performance.now() - begun));
      place = await importRows(ctx, row.id, { archive, taken, writer, place, saved, rows, erased });
      saved = place;
      if (performance.now() >= endsAt || ctx.services.jobs.stopping) return false;
    }
  }
  await finishArchive(ctx, row.id, { archive, place, saved, erased });
  return false;
}

/** The rows of an entity from the place on, in batches. They were checked; they are parsed and nothing else. */
async function* rowsFrom(
  archive: OpenArchive,
  { entity }: TakenEntity,
  place: ArchivePlace,
): AsyncGenerator<RowsAtHand['rows']> {
  const path = dataPath(entity);
  if (!archive.files.has(path)) return;
  const attached = entity.attachment !== null;
  // Rows whose bytes the archive was made without stay out.
  if (attached && !hasAttachments(archive, entity)) return;
  const size = attached ? batchAttachments : batchRows;
  let skip = place.rows;
  let waiting: string[] = [];
  const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as ArchiveRow);
  for await (const lines of linesOf(path, archive.read(path))) {
    const rest = skip === 0 ? lines : lines.slice(skip);
    skip -= lines.length - rest.length;
    for (const line of rest) {
      waiting.push(line);
      if (waiting.length < size) continue;
      yield parsed(waiting);
      waiting = [];
    }
  }
  if (waiting.length > 0) yield parsed(waiting);
}

/** Why it cannot go on as it is, in words for whoever started it; null for what may pass by itself. */
function reasonOf(error: unknown): string | null {
  if (isHoldfastError(error)) {
    return error.code === 'archive_refused' ? (error.problems[0]?.message ?? error.publicMessage) : null;
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CONSTRAINT')
    ? 'A record with the same id or external id is in this organisation already. Remove what was added meanwhile, then start again.'
    : null;
}
