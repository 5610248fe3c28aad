import { hash } from 'node:crypto';
import { type ArchiveFile, attachmentPath, dataPath } from '../export/format.ts';
import type { PortableEntity } from '../export/portable-entity.ts';
import { digested } from './check-content.ts';
import { linesOf, valueOfLine } from './entry-lines.ts';
import type { OpenArchive } from './open-archive.ts';
import { type ArchiveRow, rowForm } from './row-form.ts';
import { Distinct, SortedIds } from './sorted-ids.ts';
import { bareId, type Fate, fates } from './taken-over.ts';
import { ArchiveProblems } from './zip/archive-problem.ts';

/** What is remembered of rows while the rest of the archive is checked. */
export interface Known {
  /** Ids of rows that others name, by entity. */
  readonly ids: Map<string, SortedIds>;
}

/** Problems of one file that are told: the others have their turn too. */
const problemsOfFileMax = 20;

/**
 * Checks every row of an entity: its form, its place in the order of keys (so that no key stands twice), what it points to,
 * and the bytes that belong to it. `each` sees the rows that are in order.
 * @throws `archive_refused`.
 */
export async function checkRows(
  archive: OpenArchive,
  entity: PortableEntity,
  known: Known,
  each: (row: ArchiveRow) => void = () => undefined,
): Promise<void> {
  const path = dataPath(entity);
  const file = archive.files.get(path);
  if (file === undefined) return;
  const fate = fates[entity.name] as Fate;
  const form = rowForm(entity, fate.taken ? fate.forms : {});
  const problems = new ArchiveProblems(problemsOfFileMax);
  const order = keyOrder(entity);
  const own = fate.taken && fate.named !== undefined ? new SortedIds() : undefined;
  if (own !== undefined) known.ids.set(entity.name, own);
  const unique = fate.taken && fate.unique !== undefined ? new Distinct(shortDigest) : undefined;
  const attached = attachmentsOf(archive, entity);
  let n = 0;
  for await (const lines of linesOf(path, digested(archive, file))) {
    for (const line of lines) {
      n += 1;
      if (problems.full) break;
      const say = (message: string) => problems.add(path, `Line ${n}: ${message}`);
      const parsed = valueOfLine(line);
      const checked = parsed === null ? null : form.safeParse(parsed.value);
      if (checked === null) say('It is not JSON, or nested too deeply.');
      else if (!checked.success) {
        const [issue] = checked.error.issues;
        say(`${issue?.path.join('.') || 'row'}: ${issue?.message}`);
      } else {
        const row: ArchiveRow = checked.data;
        if (!order(row)) say('Its key stands twice, or is out of order.');
        if (fate.taken) {
          const unsound = fate.problem?.(row) ?? null;
          if (unsound !== null) say(unsound);
          for (const [column, target] of Object.entries(fate.references)) {
            if (row[column] !== null && !isThere(known, target, row[column])) {
              say(`${column} names a row of ${target} that is not in the archive.`);
            }
          }
          if (own !== undefined && fate.named !== undefined) own.add(bareId(String(row.id), fate.named) ?? '');
          const value = fate.unique === undefined ? null : row[fate.unique];
          if (typeof value === 'string') unique?.add(value);
        }
        const wrong = attached?.(row) ?? null;
        if (wrong !== null) say(wrong);
        each(row);
      }
    }
  }
  if (n !== file.rows) problems.add(path, 'Its number of rows is not that of the manifest.');
  if (unique?.repeated() === true && fate.taken) problems.add(path, `A value of ${fate.unique} stands twice.`);
  problems.settle();
}

function isThere(known: Known, entity: string, id: unknown): boolean {
  const fate = fates[entity];
  if (typeof id !== 'string' || fate === undefined || !fate.taken || fate.named === undefined) return false;
  const bare = bareId(id, fate.named);
  return bare !== null && known.ids.get(entity)?.has(bare) === true;
}

/** Says of each row whether its key is greater than that of the row before. */
function keyOrder(entity: PortableEntity): (row: ArchiveRow) => boolean {
  let before: readonly unknown[] | null = null;
  return (row) => {
    const key = entity.key.map((column) => row[column]);
    const last = before;
    before = key;
    if (last === null) return true;
    for (const [n, value] of key.entries()) {
      const other = last[n];
      if (value === other) continue;
      return typeof value === 'number' && typeof other === 'number' ? value > other : String(value) > String(other);
    }
    return false;
  };
}

/** Whether the bytes that a row speaks of are there, and are those that it speaks of. */
function attachmentsOf(archive: OpenArchive, entity: PortableEntity): ((row: ArchiveRow) => string | null) | null {
  if (entity.attachment === null) return null;
  if (!hasAttachments(archive, entity)) return null;
  return (row) => {
    const file = archive.files.get(attachmentPath(entity, String(row.id)));
    if (file === undefined) return 'Its bytes are not in the archive.';
    if (file.sha256 !== row.sha256 || (typeof row.bytes === 'number' && file.bytes !== row.bytes)) {
      return 'The bytes in the archive are not those of the row.';
    }
    return null;
  };
}

/** Archives are made with the bytes of all files, or without any. */
export function hasAttachments(archive: OpenArchive, entity: PortableEntity): boolean {
  return attachmentFiles(archive, entity).length > 0;
}

export function attachmentFiles(archive: OpenArchive, entity: PortableEntity): ArchiveFile[] {
  return [...archive.files.values()].filter(
    (file) => (file.kind === 'file' || file.kind === 'history') && file.entity === entity.name,
  );
}

function shortDigest(value: string): bigint {
  return hash('sha256', value, 'buffer').readBigUInt64LE(0);
}
