import { randomBytes } from 'node:crypto';
import { seal, unseal } from '../platform/crypto/aead.ts';
import type { SqlReader, SqlWriter } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { type LedgerSigner, originOf, parseVkey, signerOf } from './note.ts';

/** Which key is in force since which size, as docs/ledger-format.md, section 3.1, says. */
export interface KeyStatement {
  readonly version: number;
  readonly vkey: string;
  /** The vkey of the key before; null for the first. */
  readonly previous: string | null;
  /** `seq` of the receipt that tells of the rotation; 0 for the first. */
  readonly since: number;
  /** By the key before, base64; null for the first. */
  readonly signature: string | null;
}

/** A version of the organisation's subkey for secrets at rest. */
export interface WrappingKey {
  readonly version: number;
  readonly bytes: Uint8Array;
}

/** What a ledger needs of its organisation to sign. */
export interface KeyHolder {
  readonly orgId: string;
  /** Where the ledger is first served: the origin is made of it once. */
  readonly host: string;
  readonly wrappingKey: WrappingKey;
}

interface KeyRow {
  readonly version: number;
  readonly vkey: string;
  readonly since: number;
  readonly signature: Uint8Array | null;
  readonly wrapped: Uint8Array | null;
  readonly dataKeyVersion: number;
}

const columns = 'version, vkey, since, signature, wrapped, dataKeyVersion';

/** Every key there has been, first one first. */
export async function listKeyStatements(db: SqlReader): Promise<KeyStatement[]> {
  const rows = await db.all<KeyRow>(`SELECT ${columns} FROM LedgerKey ORDER BY version`);
  return rows.map((row, index) => ({
    version: row.version,
    vkey: row.vkey,
    previous: rows[index - 1]?.vkey ?? null,
    since: row.since,
    signature: row.signature && Buffer.from(row.signature).toString('base64'),
  }));
}

/** The version of the data key that the key in force is wrapped under; undefined when there is no key yet. */
export async function wrappingVersion(db: SqlReader): Promise<number | undefined> {
  return (await presentRow(db))?.dataKeyVersion;
}

export interface KeyInForce {
  readonly version: number;
  readonly signer: LedgerSigner;
}

/** The key in force. The first time, it is made: afterwards it is kept with whatever else this transaction writes. */
export async function keyInForce(tx: SqlWriter, holder: KeyHolder, at: Date): Promise<KeyInForce> {
  const row = await presentRow(tx);
  if (row !== undefined) return { version: row.version, signer: unwrapped(row, holder) };
  const { seed, signer } = newKey(originOf(holder.host, holder.orgId));
  await insertKey(tx, { version: 1, vkey: signer.vkey, since: 0, signature: null, seed }, holder, at);
  return { version: 1, signer };
}

/**
 * Puts a new key in the place of the one in force, in the caller's transaction, and destroys the private part of the old
 * one: from then on nobody can sign as it did. The receipt that tells of it must be appended next, in this transaction.
 * @throws `conflict` when there is no key yet.
 */
export async function rotateLedgerKey(tx: SqlWriter, holder: KeyHolder, at: Date): Promise<KeyStatement> {
  const row = await presentRow(tx);
  if (row === undefined) throw fail('conflict', { detail: 'there is no key to rotate' });
  const head = await tx.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM Receipt');
  const old = unwrapped(row, holder);
  const { origin } = parseVkey(old.vkey);
  const { seed, signer } = newKey(origin);
  const draft = { version: row.version + 1, vkey: signer.vkey, previous: old.vkey, since: (head?.seq ?? 0) + 1 };
  const signature = old.sign(statementText(origin, draft));
  await insertKey(tx, { ...draft, signature, seed }, holder, at);
  await tx.run('UPDATE LedgerKey SET wrapped = NULL WHERE version = ?', [row.version]);
  return { ...draft, signature: signature.toString('base64') };
}

/** The bytes that the old key signs to hand over to the next. */
export function statementText(
  origin: string,
  statement: Pick<KeyStatement, 'version' | 'since' | 'previous' | 'vkey'>,
): string {
  const { version, since, previous, vkey } = statement;
  return `holdfast/ledger/key/v1\n${origin}\n${version}\n${since}\n${previous}\n${vkey}\n`;
}

function presentRow(db: SqlReader): Promise<KeyRow | undefined> {
  return db.get<KeyRow>(`SELECT ${columns} FROM LedgerKey ORDER BY version DESC LIMIT 1`);
}

function newKey(origin: string): { readonly seed: Buffer; readonly signer: LedgerSigner } {
  const seed = randomBytes(32);
  return { seed, signer: signerOf(origin, seed) };
}

async function insertKey(
  tx: SqlWriter,
  key: Pick<KeyRow, 'version' | 'vkey' | 'since' | 'signature'> & { readonly seed: Uint8Array },
  { orgId, wrappingKey }: KeyHolder,
  at: Date,
): Promise<void> {
  const wrapped = seal(wrappingKey.bytes, key.seed, contextOf(orgId, key.version));
  await tx.run(
    `INSERT INTO LedgerKey (version, vkey, since, signature, wrapped, dataKeyVersion, createdAt)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [key.version, key.vkey, key.since, key.signature, wrapped, wrappingKey.version, at.toISOString()],
  );
}

function unwrapped(row: KeyRow, { orgId, wrappingKey }: KeyHolder): LedgerSigner {
  if (row.wrapped === null || row.dataKeyVersion !== wrappingKey.version) {
    throw fail('internal', {
      detail: `ledger key ${row.version} is not wrapped under data key ${wrappingKey.version}`,
    });
  }
  const seed = unseal(wrappingKey.bytes, row.wrapped, contextOf(orgId, row.version));
  const signer = signerOf(parseVkey(row.vkey).origin, seed);
  seed.fill(0);
  if (signer.vkey !== row.vkey) throw fail('internal', { detail: `ledger key ${row.version} is not that of its vkey` });
  return signer;
}

function contextOf(orgId: string, version: number): string {
  return `holdfast/v1/ledger-key/${orgId}/${version}`;
}
