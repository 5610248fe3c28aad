import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '#lib/ledger/canonical.ts';
import { commitmentOf, genesisHash, receiptHash, receiptText } from '#lib/ledger/receipt.ts';
import { canonicalReceipt, type LedgerEntry, verifyLedger } from '#lib/ledger/verify.ts';

/*
 * The vectors were computed once, by a program that shares nothing with this product, and are never changed: a receipt
 * that was written by any version must verify in every later one.
 */

interface VectorReceipt {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly salt: string;
  readonly detail?: Json;
  /** The detail as JSON source, where parsing and writing the vector file again would round it. */
  readonly detailSource?: string;
  readonly canonicalDetail: string;
  readonly commitment: string;
  readonly prev: string;
  readonly canonical: string;
  readonly hash: string;
}

interface Vector {
  readonly says: string;
  readonly orgId: string;
  readonly receipts: readonly VectorReceipt[];
  readonly head: { readonly seq: number; readonly hash: string };
}

const folder = join(import.meta.dirname, '..', '..', 'vectors', 'ledger');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

function readVector(name: string): Vector {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Vector;
}

function entryOf(receipt: VectorReceipt): LedgerEntry {
  const { seq, id, at, actor, action, subject } = receipt;
  return {
    ...{ seq, id, at, actor, action, subject },
    commitment: Buffer.from(receipt.commitment, 'hex'),
    prev: Buffer.from(receipt.prev, 'hex'),
    hash: Buffer.from(receipt.hash, 'hex'),
    kept: { salt: Buffer.from(receipt.salt, 'hex'), detail: receipt.canonicalDetail, erasedAt: null },
  };
}

it('there is a vector for the empty, the numeric, the maximal and Unicode', () => {
  expect(names.sort()).toEqual(['empty.json', 'maximal.json', 'numeric.json', 'unicode.json']);
});

describe.each(names)('the frozen ledger %s', (name) => {
  const vector = readVector(name);

  it('is what the writer writes', () => {
    let prev = genesisHash(vector.orgId).toString('hex');
    for (const receipt of vector.receipts) {
      const value = receipt.detailSource === undefined ? receipt.detail : (JSON.parse(receipt.detailSource) as Json);
      const detail = canonicalJson(value as Json);
      expect(detail).toBe(receipt.canonicalDetail);
      const commitment = commitmentOf(Buffer.from(receipt.salt, 'hex'), detail).toString('hex');
      expect(commitment).toBe(receipt.commitment);
      const { seq, id, at, actor, action, subject } = receipt;
      const body = { v: 1 as const, seq, id, at, actor, action, subject, commitment, prev };
      expect(receiptText(body)).toBe(receipt.canonical);
      prev = receiptHash(body).toString('hex');
      expect(prev).toBe(receipt.hash);
    }
    expect(prev).toBe(vector.head.hash);
  });

  it('is what the verifier accepts, byte for byte', async () => {
    for (const receipt of vector.receipts) expect(canonicalReceipt(entryOf(receipt))).toBe(receipt.canonical);
    const report = await verifyLedger(vector.orgId, [vector.receipts.map(entryOf)], { expected: vector.head });
    expect(report).toMatchObject({
      ok: true,
      count: vector.receipts.length,
      head: vector.head,
      erasedDetails: 0,
      firstProblem: null,
    });
  });

  it('is refused as the ledger of another organisation', async () => {
    const report = await verifyLedger('org_01J0000000000000000000000Z', [vector.receipts.map(entryOf)]);
    expect(report).toMatchObject({ ok: false, count: 0, firstProblem: { seq: 1, problem: 'foreign' } });
  });
});
