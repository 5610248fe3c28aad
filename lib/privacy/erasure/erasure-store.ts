import type { LedgerHead } from '../../ledger/checkpoint-keeper.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

/** What is durable of an erasure, in the order in which it becomes so. Nothing is lost before `tombstone`. */
export const erasureSteps = [
  'requested',
  'blocked',
  'recorded',
  'tombstone',
  'access',
  'database',
  'objects',
  'limits',
  'backups',
  'key',
  'verified',
  'certified',
] as const;

export type ErasureStep = (typeof erasureSteps)[number];
export type ErasureState = 'proposed' | 'approved' | 'running' | 'done' | 'cancelled';

export interface ErasureRow {
  readonly id: string;
  readonly orgId: string;
  readonly state: ErasureState;
  readonly step: ErasureStep;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly notBefore: string;
  /** JSON: {@link Found}. */
  readonly found: string;
  /** The certificate's number, from the beginning on. */
  readonly certificate: string;
  /** JSON: user ids. */
  readonly tell: string;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt: string | null;
}

/** What there was of the organisation, by count and digest. Nothing in it is personal. */
export interface Found {
  /** What the organisation had agreed on when the erasure was asked for. */
  readonly coolingOffDays: number;
  /** When each step was done. */
  readonly steps: Readonly<Record<string, string>>;
  /** Rows of its own database, by table; null when that could not be read. */
  readonly rows?: Readonly<Record<string, number>> | null;
  /** Rows of the control database, by table. */
  readonly directoryRows?: Readonly<Record<string, number>>;
  readonly objects?: { readonly count: number; readonly bytes: number };
  /** The signed head of its ledger; null when that could not be read. */
  readonly ledger?: LedgerHead | null;
}

const columns = `id, orgId, state, step, requestedBy, approvedBy, notBefore, found, certificate, tell, problem, createdAt,
  updatedAt, finishedAt`;

export function findErasure(db: SqlReader, id: string): Promise<ErasureRow | undefined> {
  return db.get(`SELECT ${columns} FROM OrganizationErasure WHERE id = ?`, [id]);
}

export function findErasureOf(db: SqlReader, orgId: string): Promise<ErasureRow | undefined> {
  return db.get(`SELECT ${columns} FROM OrganizationErasure WHERE orgId = ?`, [orgId]);
}

export function findErasureByNumber(db: SqlReader, number: string): Promise<ErasureRow | undefined> {
  return db.get(`SELECT ${columns} FROM OrganizationErasure WHERE certificate = ?`, [number]);
}

/** Newest first. */
export function listErasureRows(db: SqlReader): Promise<ErasureRow[]> {
  return db.all(`SELECT ${columns} FROM OrganizationErasure ORDER BY id DESC LIMIT 1000`);
}

/** Those that may go on now: begun, due, or done with somebody to tell. */
export function findDueErasures(db: SqlReader, now: string): Promise<ErasureRow[]> {
  return db.all(
    `SELECT ${columns} FROM OrganizationErasure
      WHERE state = 'running' OR (state = 'approved' AND notBefore <= ?) OR (state = 'done' AND tell <> '[]') ORDER BY id`,
    [now],
  );
}

/** In the place of one that was called off, if there was one. */
export async function insertErasure(tx: SqlWriter, row: ErasureRow): Promise<void> {
  await tx.run("DELETE FROM OrganizationErasure WHERE orgId = ? AND state = 'cancelled'", [row.orgId]);
  await tx.run(`INSERT INTO OrganizationErasure (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    ...[row.id, row.orgId, row.state, row.step, row.requestedBy, row.approvedBy, row.notBefore, row.found],
    ...[row.certificate, row.tell, row.problem, row.createdAt, row.updatedAt, row.finishedAt],
  ]);
}

/** Notes that a step is durable, with what it found. */
export async function noteStep(
  tx: SqlWriter,
  row: Pick<ErasureRow, 'id'>,
  step: ErasureStep,
  found: Found,
  at: string,
): Promise<void> {
  await tx.run('UPDATE OrganizationErasure SET step = ?, found = ?, problem = NULL, updatedAt = ? WHERE id = ?', [
    step,
    JSON.stringify(found),
    at,
    row.id,
  ]);
}

export async function noteProblem(tx: SqlWriter, id: string, problem: string, at: string): Promise<void> {
  await tx.run("UPDATE OrganizationErasure SET problem = ?, updatedAt = ? WHERE id = ? AND state = 'running'", [
    problem,
    at,
    id,
  ]);
}

/** @returns false when it was called off, or had gone on, in the meantime. */
export async function moveState(
  tx: SqlWriter,
  id: string,
  from: ErasureState,
  to: ErasureState,
  at: string,
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE OrganizationErasure SET state = ?, updatedAt = ? WHERE id = ? AND state = ?',
    [to, at, id, from],
  );
  return changes === 1;
}

export interface CertificateRow {
  readonly number: string;
  readonly orgId: string;
  readonly seq: number;
  readonly at: string;
  readonly file: string;
}

export function findCertificate(db: SqlReader, number: string): Promise<CertificateRow | undefined> {
  return db.get('SELECT number, orgId, seq, at, file FROM ErasureCertificate WHERE number = ?', [number]);
}

export function findCertificateOf(db: SqlReader, orgId: string): Promise<CertificateRow | undefined> {
  return db.get('SELECT number, orgId, seq, at, file FROM ErasureCertificate WHERE orgId = ?', [orgId]);
}

/** One for each organisation: a second changes nothing. */
export async function saveCertificate(tx: SqlWriter, row: CertificateRow): Promise<void> {
  await tx.run(
    'INSERT INTO ErasureCertificate (number, orgId, seq, at, file) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    [row.number, row.orgId, row.seq, row.at, row.file],
  );
}

/** What owners agreed on for the erasure of their organisation; at once and by one of them where they said nothing. */
export interface ErasureSettingsRow {
  readonly coolingOffDays: number;
  readonly secondApproval: 'on' | 'off';
}

export async function findErasureSettings(db: SqlReader, orgId: string): Promise<ErasureSettingsRow> {
  const row = await db.get<ErasureSettingsRow>(
    'SELECT coolingOffDays, secondApproval FROM ErasureSettings WHERE orgId = ?',
    [orgId],
  );
  return row ?? { coolingOffDays: 0, secondApproval: 'off' };
}

export async function saveErasureSettings(
  tx: SqlWriter,
  orgId: string,
  { coolingOffDays, secondApproval }: ErasureSettingsRow,
  at: string,
): Promise<void> {
  await tx.run(
    `INSERT INTO ErasureSettings (orgId, coolingOffDays, secondApproval, updatedAt) VALUES (?, ?, ?, ?)
     ON CONFLICT (orgId) DO UPDATE SET coolingOffDays = excluded.coolingOffDays,
       secondApproval = excluded.secondApproval, updatedAt = excluded.updatedAt`,
    [orgId, coolingOffDays, secondApproval, at],
  );
}

/** The owners' user ids and addresses, as the directory has them now. */
export function findOwners(
  db: SqlReader,
  orgId: string,
): Promise<{ readonly userId: string; readonly email: string }[]> {
  return db.all(
    `SELECT u.id AS userId, u.email FROM Membership m JOIN User u ON u.id = m.userId
      WHERE m.orgId = ? AND m.role = 'owner' ORDER BY m.id`,
    [orgId],
  );
}
