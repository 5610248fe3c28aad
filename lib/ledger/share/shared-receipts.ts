import type { z } from 'zod';
import type { SqlReader } from '../../platform/db/types.ts';
import { findCheckpointRow } from '../checkpoint-store.ts';
import { assertSame, inconsistent } from '../inconsistency.ts';
import { listKeyStatements } from '../key-store.ts';
import { openCheckpointNote, parseVkey } from '../note.ts';
import { projectReceipt } from '../project.ts';
import { soundInclusionProof } from '../prove.ts';
import { findReceiptRow, type OpenReceiptRow, readReceiptWindow } from '../store.ts';
import { storedTree } from '../tile-store.ts';
import { type SharedReceipts, type ShareFilter, sharedReceiptsMax } from './schema.ts';
import { pseudonymsOf } from './share-token.ts';

/** What was decided when the link was made. */
export interface ShareTerms {
  readonly filter: z.output<typeof ShareFilter>;
  readonly reveal: 'redacted' | 'ids';
  /** The size of the checkpoint that everything is proven against. */
  readonly size: number;
}

/** What a link shows, without what the organisation and the link add to it. */
export type ProvenReceipts = Omit<z.output<typeof SharedReceipts>, 'organization' | 'expiresAt'>;

/**
 * Everything that a link shows, each receipt checked against its hash, its proof against the root, and the checkpoint
 * against its key: of a ledger that does not hold together nothing is shown. The same for the same terms and token,
 * whatever was written since.
 *
 * @throws `ledger_inconsistent` or `internal`, see `projectReceipt`.
 */
export async function provenReceipts(
  db: SqlReader,
  orgId: string,
  terms: ShareTerms,
  token: string,
): Promise<ProvenReceipts> {
  const { reveal, size } = terms;
  const keys = (await listKeyStatements(db)).filter((statement) => statement.since <= size);
  const checkpoint = await findCheckpointRow(db, size);
  const key = keys.at(-1);
  if (checkpoint === undefined || key === undefined) throw inconsistent(`there is no checkpoint of size ${size}`);
  const { origin } = parseVkey(key.vkey);
  const note = ownNote(checkpoint.note);
  const said = openCheckpointNote(note, key.vkey);
  assertSame(said?.root, checkpoint.root, `the checkpoint of size ${size} is not what was signed`);
  if (said?.size !== size) throw inconsistent(`the checkpoint of size ${size} says that it is of another size`);
  const subtree = storedTree(db);
  const pseudonyms = reveal === 'redacted' ? pseudonymsOf(token) : null;
  const receipts: ProvenReceipts['receipts'] = [];
  const rotations = reveal === 'ids' ? keys.slice(1).map(({ since }) => since) : [];
  const rows = await selectReceipts(db, terms, rotations);
  for (const row of rows) {
    const inclusion = await soundInclusionProof(row.seq, row.hash, checkpoint, subtree);
    receipts.push(projectReceipt(row, { pseudonyms, origin, inclusion }));
  }
  return {
    ...{ reveal, org: orgId, origin, size, receipts },
    root: Buffer.from(checkpoint.root).toString('hex'),
    ...{ at: checkpoint.at, checkpoint: note },
    keys: [...keys],
    filter: reveal === 'ids' ? exportFilter(terms, rows) : null,
  };
}

/** The receipts that the terms name, oldest first; one more than a link may show, where there are more. */
export async function selectReceipts(
  db: SqlReader,
  { filter, size }: Pick<ShareTerms, 'filter' | 'size'>,
  always: readonly number[],
): Promise<readonly OpenReceiptRow[]> {
  const window = { always, after: 0, upTo: size, limit: sharedReceiptsMax + 1 };
  if (filter.seq === undefined) return readReceiptWindow(db, { ...window, filter });
  const seqs = [...new Set([filter.seq, ...always])].filter((seq) => seq <= size).sort((a, b) => a - b);
  const rows = await Promise.all(seqs.map((seq) => findReceiptRow(db, seq)));
  return rows.filter((row) => row !== undefined);
}

/** The filter as a file names it: it knows no sequence numbers, and something has to stand in it. */
function exportFilter({ filter }: ShareTerms, rows: readonly OpenReceiptRow[]): Record<string, string> {
  const { seq, ...rest } = filter;
  const meant = Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (seq === undefined && meant.length > 0) return Object.fromEntries(meant);
  const shown = rows.filter((row) => seq === undefined || row.seq === seq).map(({ at }) => at);
  const [first = '', last = ''] = [shown.toSorted().at(0), shown.toSorted().at(-1)];
  return { from: first, to: new Date(Date.parse(last) + 1).toISOString() };
}

/** With the ledger's own signature alone, which comes first: others may be added later, and what a link shows is fixed. */
function ownNote(note: string): string {
  return /^.*?\n\n\u2014 [^\n]*\n/s.exec(note)?.[0] ?? note;
}
