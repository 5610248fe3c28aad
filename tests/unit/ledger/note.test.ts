import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { statementText } from '#lib/ledger/key-store.ts';
import { openCheckpointNote, parseVkey, signCheckpointNote, signerOf, verifies, vkeyOf } from '#lib/ledger/note.ts';

/* The vectors were computed once, by a program that shares nothing with this product, and are never changed. */

interface CheckpointVector {
  readonly seed: string;
  readonly publicKey: string;
  readonly vkey: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly at: string;
  readonly note: string;
}

interface Rotations {
  readonly origin: string;
  readonly seeds: readonly string[];
  readonly statements: readonly {
    readonly version: number;
    readonly vkey: string;
    readonly previous: string | null;
    readonly since: number;
    readonly signature: string | null;
  }[];
}

const folder = join(import.meta.dirname, '..', '..', 'vectors', 'ledger', 'notes');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
const { checkpoints } = read<{ checkpoints: readonly CheckpointVector[] }>('checkpoints.json');

const bodyOf = ({ origin, size, root, at }: CheckpointVector) => ({ origin, size, root: Buffer.from(root, 'hex'), at });
const signerFor = ({ origin, seed }: CheckpointVector) => signerOf(origin, Buffer.from(seed, 'hex'));

describe.each(checkpoints)('the frozen checkpoint of $origin, size $size', (vector) => {
  it('is what we sign, byte for byte', () => {
    const signer = signerFor(vector);
    expect(signer.vkey).toBe(vector.vkey);
    expect(vkeyOf(vector.origin, Buffer.from(vector.publicKey, 'hex'))).toBe(vector.vkey);
    expect(signCheckpointNote(bodyOf(vector), signer)).toBe(vector.note);
  });

  it('is what we open again', () => {
    expect(openCheckpointNote(vector.note, vector.vkey)).toEqual(bodyOf(vector));
  });
});

describe('a checkpoint that was changed', () => {
  const vector = checkpoints[1] as CheckpointVector;

  it('does not open, whichever character it was', () => {
    for (let at = 0; at < vector.note.length; at += 1) {
      const other = vector.note[at] === 'A' ? 'B' : 'A';
      const changed = vector.note.slice(0, at) + other + vector.note.slice(at + 1);
      expect(openCheckpointNote(changed, vector.vkey), `character ${at}`).toBeNull();
    }
  });

  it('does not open under the key of another origin or with a line more', () => {
    const other = checkpoints.find(({ origin }) => origin !== vector.origin) as CheckpointVector;
    expect(openCheckpointNote(vector.note, other.vkey)).toBeNull();
    expect(openCheckpointNote(vector.note.replace('\n\n', '\nmore\n\n'), vector.vkey)).toBeNull();
    expect(openCheckpointNote(`${vector.note}\n`, vector.vkey)).toBeNull();
  });

  it('is not signed by a key of another origin', () => {
    const other = checkpoints.find(({ origin }) => origin !== vector.origin) as CheckpointVector;
    expect(() => signCheckpointNote(bodyOf(vector), signerFor(other))).toThrow();
  });
});

describe('the frozen rotations', () => {
  const { origin, seeds, statements } = read<Rotations>('rotations.json');

  it('hand over from key to key', () => {
    expect(statements.length).toBe(3);
    for (const [index, statement] of statements.entries()) {
      expect(signerOf(origin, Buffer.from(seeds[index] ?? '', 'hex')).vkey).toBe(statement.vkey);
      if (statement.signature === null || statement.previous === null) continue;
      const old = signerOf(origin, Buffer.from(seeds[index - 1] ?? '', 'hex'));
      const text = statementText(origin, statement);
      expect(old.sign(text).toString('base64')).toBe(statement.signature);
      const { publicKey } = parseVkey(statement.previous);
      expect(verifies(text, publicKey, Buffer.from(statement.signature, 'base64'))).toBe(true);
    }
  });

  it.each(['', 'a+b', 'a+00000000+AAAA', `${statements[0]?.vkey}A`, statements[0]?.vkey.replace('+', '+0') ?? ''])(
    'take no key that is none: %s',
    (vkey) => {
      expect(() => parseVkey(vkey)).toThrow();
    },
  );
});
