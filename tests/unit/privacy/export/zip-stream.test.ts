import { describe, expect, it } from 'vitest';
import { type AddFile, zipStream } from '#lib/privacy/export/zip-stream.ts';
import { unzip } from '../../../support/unzip.ts';

const at = new Date('2026-11-22T08:00:00.000Z');

async function* bodyOf(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function zipOf(fill: (add: AddFile) => Promise<void>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipStream(at, fill)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('a ZIP that is written as it grows', () => {
  it('holds what was added, in order, with size and digest told', async () => {
    const told: unknown[] = [];
    const zip = await zipOf(async (add) => {
      told.push(await add('a.txt', bodyOf('one', 'two')));
      told.push(await add('files/b', bodyOf('stored'), { deflate: false }));
      told.push(await add('empty', bodyOf()));
    });
    const files = unzip(zip);
    expect(files.map(({ path, method, bytes }) => [path, method, bytes.toString()])).toEqual([
      ['a.txt', 8, 'onetwo'],
      ['files/b', 0, 'stored'],
      ['empty', 8, ''],
    ]);
    expect(told).toMatchObject([{ path: 'a.txt', bytes: 6 }, { bytes: 6 }, { bytes: 0 }]);
  });

  it('fails with what a body throws, and with what fills it throws', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      throw new Error('unreadable');
    }
    await expect(zipOf(async (add) => void (await add('a', broken())))).rejects.toThrow('unreadable');
    await expect(
      zipOf(async () => {
        throw new Error('no more');
      }),
    ).rejects.toThrow('no more');
  });

  it('ends the body that is read when whoever reads the file gives up', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(100_000, 'x');
      } finally {
        ended = true;
      }
    }
    let read = 0;
    for await (const piece of zipStream(at, async (add) => void (await add('a', endless(), { deflate: false })))) {
      read += piece.byteLength;
      if (read > 1_000_000) break;
    }
    expect(ended).toBe(true);
  });
});
