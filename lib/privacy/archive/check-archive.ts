import { fail, isHoldfastError } from '../../platform/errors.ts';
import { portableEntities, portableEntity } from '../export/entities.ts';
import { type ArchiveManifest, attachmentPath, dataPath, ledgerPath } from '../export/format.ts';
import { checkBystander, digested } from './check-content.ts';
import { checkHistory, type VerifiedHistory } from './check-history.ts';
import { attachmentFiles, checkRows, hasAttachments, type Known } from './check-rows.ts';
import { type OpenArchive, openArchive } from './open-archive.ts';
import type { ArchiveRow } from './row-form.ts';
import type { ArchivePerson, ArchiveReport } from './schema.ts';
import { type Fate, fates } from './taken-over.ts';
import { ArchiveProblems } from './zip/archive-problem.ts';
import type { ByteSource } from './zip/byte-source.ts';
import { type ArchiveLimits, archiveLimits } from './zip/limits.ts';

/** What an archive that can be taken in holds. */
export interface CheckedArchive {
  readonly report: ArchiveReport;
  /** Who belonged to the organisation that it is of. */
  readonly people: readonly ArchivePerson[];
  /** Rows that will be taken in. */
  readonly rowsTotal: number;
}

interface CheckOptions {
  readonly limits?: ArchiveLimits;
  /** Whether the process is ending: then the check stops, and begins anew after the start. */
  readonly stopping?: () => boolean;
}

/** Signed heads of the old ledger that are held against it, the latest: each costs a tenth of a millisecond. */
const checkpointsMax = 1_000;
const peopleMax = 10_000;
const personCharsMax = 320;
/** Ledgers that earlier archives brought: each move of an organisation makes one. */
const historiesMax = 1_000;

/**
 * Reads an archive from end to end. Afterwards (no refusal) every byte of it is what its manifest says, every row is one that
 * could have been written here, nothing points outside of it, and its ledgers verify. Nothing has been written.
 * @throws `archive_refused` with up to a hundred problems; `shutting_down`.
 */
export async function checkArchive(source: ByteSource, options: CheckOptions = {}): Promise<CheckedArchive> {
  const archive = await openArchive(source, options.limits ?? archiveLimits);
  const problems = new ArchiveProblems();
  const known: Known = { ids: new Map() };
  const people: ArchivePerson[] = [];
  const checkpoints: { size: number; note: string }[] = [];
  const histories: ArchiveRow[] = [];
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (options.stopping?.() === true) throw fail('shutting_down');
    try {
      return await work();
    } catch (error) {
      if (!isHoldfastError(error) || error.code !== 'archive_refused') throw error;
      problems.include(error.problems);
      if (problems.full) problems.settle();
      return null;
    }
  };

  for (const entity of portableEntities) {
    await attempt(() =>
      checkRows(archive, entity, known, (row) => {
        if (entity.name === 'members' && people.length < peopleMax) people.push(personOf(row));
        if (entity.name === 'ledgerHistories' && histories.length <= historiesMax) histories.push(row);
        if (entity.name === 'ledgerCheckpoints') {
          checkpoints.push({ size: Number(row.size), note: String(row.note) });
          if (checkpoints.length > checkpointsMax) checkpoints.shift();
        }
      }),
    );
    const files = attachmentFiles(archive, entity);
    const rows = archive.files.get(dataPath(entity))?.rows ?? 0;
    if (files.length > 0 && files.length !== rows) {
      problems.add(dataPath(entity), 'There are bytes in the archive that belong to no row.');
    }
  }
  if (histories.length > historiesMax)
    problems.add('data/ledgerHistories.jsonl', `It has more than ${historiesMax} rows.`);
  const ledger = await attempt(() => checkOwnLedger(archive, checkpoints));
  for (const row of histories) await attempt(() => checkOldHistory(archive, row));
  for (const file of archive.files.values()) {
    if (file.kind === 'data' || file.kind === 'ledger' || file.kind === 'history') continue;
    await attempt(() => checkBystander(archive, file));
  }
  problems.settle();
  const report = reportOf(archive, ledger as VerifiedHistory);
  const rowsTotal = report.entities.reduce((sum, { taken, rows }) => (taken ? sum + rows : sum), 0);
  return { report, people, rowsTotal };
}

async function checkOwnLedger(
  archive: OpenArchive,
  checkpoints: readonly { size: number; note: string }[],
): Promise<VerifiedHistory> {
  const file = archive.files.get(ledgerPath);
  const said = archive.manifest.ledger;
  if (file === undefined || said === null)
    throw fail('internal', { detail: 'an archive that was opened has a ledger' });
  const found = await checkHistory(ledgerPath, digested(archive, file), checkpoints);
  const problems = new ArchiveProblems();
  if (found.orgId !== archive.manifest.organization.id) problems.add(ledgerPath, 'It is of another organisation.');
  if (found.size !== said.size || found.origin !== said.origin || found.vkey !== said.vkey) {
    problems.add(ledgerPath, 'The manifest speaks of another ledger.');
  }
  problems.settle();
  return found;
}

/** A ledger that an earlier archive brought is what its row says. */
async function checkOldHistory(archive: OpenArchive, row: ArchiveRow): Promise<void> {
  const entity = portableEntity('ledgerHistories');
  if (entity === undefined || !hasAttachments(archive, entity)) return;
  const path = attachmentPath(entity, String(row.id));
  const file = archive.files.get(path);
  // That it is not there was told with its row.
  if (file === undefined) return;
  const found = await checkHistory(path, digested(archive, file));
  const same =
    found.orgId === row.orgId &&
    found.origin === row.origin &&
    found.size === row.size &&
    found.root === row.root &&
    found.note === row.note;
  const problems = new ArchiveProblems();
  if (!same) problems.add(path, 'It is not the ledger that its row speaks of.');
  problems.settle();
}

function personOf(row: ArchiveRow): ArchivePerson {
  const { email, name, role } = row;
  // They are not taken in and have no form of their own: what is kept of each is no longer than a member's is.
  const kept = (value: unknown) => String(value).slice(0, personCharsMax);
  return { email: kept(email), name: typeof name === 'string' ? kept(name) : null, role: kept(role) };
}

function reportOf(archive: OpenArchive, ledger: VerifiedHistory): ArchiveReport {
  const { manifest, files } = archive;
  const bytes = [...files.values()].filter(({ kind }) => kind === 'file');
  return {
    instance: manifest.instance,
    organization: manifest.organization,
    createdAt: manifest.createdAt,
    ledger: ledgerFacts(ledger),
    files: { count: bytes.length, bytes: bytes.reduce((sum, file) => sum + file.bytes, 0) },
    entities: portableEntities.flatMap((entity) => {
      const rows = rowsOf(manifest, entity.name);
      if (rows === 0) return [];
      const fate = fates[entity.name] as Fate;
      const withoutBytes = fate.taken && entity.attachment !== null && !hasAttachments(archive, entity);
      const why = fate.taken ? (withoutBytes ? 'The archive was made without their bytes.' : null) : fate.why;
      return [{ name: entity.name, title: entity.title, rows, taken: why === null, why }];
    }),
  };
}

function ledgerFacts({ origin, size, root, vkey, note }: VerifiedHistory): ArchiveReport['ledger'] {
  return { origin, size, root, vkey, note };
}

function rowsOf(manifest: ArchiveManifest, entity: string): number {
  return manifest.entities.find(({ name }) => name === entity)?.rows ?? 0;
}
