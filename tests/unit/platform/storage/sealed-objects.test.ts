import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#lib/platform/crypto/digest.ts';
import { createLocalStore } from '#lib/platform/storage/local-store.ts';
import { createObjects, type ObjectKey, type Objects, segmentBytes } from '#lib/platform/storage/sealed-objects.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { createTestClock } from '../../../support/test-clock.ts';
import { bodyOf, textOf } from './store-contract.ts';

const headerBytes = 37;
const sealedSegmentBytes = segmentBytes + 16;
const damaged = { code: 'internal' };

let temporary: TemporaryFolder;
let keys: Map<string, Map<number, ObjectKey>>;
let objects: Objects;

beforeEach(() => {
  temporary = temporaryFolder();
  keys = new Map(['one', 'two'].map((orgId) => [orgId, new Map([[1, { version: 1, bytes: randomBytes(32) }]])]));
  objects = createObjects({
    store: createLocalStore({ folder: temporary.path, clock: createTestClock() }),
    keyOf: async (orgId, version) => {
      const versions = keys.get(orgId) ?? new Map<number, ObjectKey>();
      return versions.get(version ?? Math.max(...versions.keys())) ?? null;
    },
  });
});

afterEach(() => temporary.remove());

const fileOf = (orgId: string, name: string) => join(temporary.path, 'org', orgId, name);
const read = async (orgId: string, name: string) => textOf(await objects.of(orgId).get(name));

/** Puts other bytes in the object's place, as somebody with the disk could. */
function tamper(name: string, change: (sealed: Buffer) => Uint8Array): void {
  writeFileSync(fileOf('one', name), change(readFileSync(fileOf('one', name))));
}

describe('sealed objects', () => {
  it.each([0, 1, segmentBytes - 1, segmentBytes, segmentBytes + 1, 3 * segmentBytes, 3 * segmentBytes + 7])(
    'come back as they were put: %i bytes',
    async (bytes) => {
      const content = randomBytes(bytes);
      const put = await objects.of('one').put('x', bodyOf(content.subarray(0, 10), content.subarray(10)));
      expect(put).toEqual({ bytes, sha256: sha256(content) });
      const stream = await objects.of('one').get('x');
      expect(stream && Buffer.from(await new Response(stream).arrayBuffer())).toEqual(content);
      expect(await objects.of('one').head('x')).toMatchObject({ bytes });
    },
  );

  it('are nothing that is not there', async () => {
    expect(await objects.of('one').get('x')).toBeNull();
    expect(await objects.of('one').head('x')).toBeNull();
  });

  it('show nothing of their content in the store, and are never sealed alike twice', async () => {
    const content = Buffer.alloc(200_000, 'holdfast');
    await objects.of('one').put('x', bodyOf(content));
    await objects.of('one').put('y', bodyOf(content));
    const [x, y] = ['x', 'y'].map((name) => readFileSync(fileOf('one', name)));
    expect(x?.includes('holdfast')).toBe(false);
    const blocks = new Set([x, y].map((sealed) => sealed?.subarray(headerBytes, headerBytes + 32).toString('hex')));
    expect(blocks.size).toBe(2);
  });

  it('each organisation lists and removes its own alone', async () => {
    await objects.of('one').put('files/x', bodyOf('mine'));
    await objects.of('two').put('files/y', bodyOf('theirs'));
    const names: string[] = [];
    for await (const name of objects.of('one').list('files/')) names.push(name);
    expect(names).toEqual(['files/x']);
    await objects.of('one').remove('files/y');
    expect(await read('two', 'files/y')).toBe('theirs');
  });

  it.each(['../two/x', '/x', '..', 'files/../../two/x'])('no name leads to another organisation: %s', async (name) => {
    await objects.of('two').put('x', bodyOf('theirs'));
    await expect(async () => objects.of('one').get(name)).rejects.toMatchObject(damaged);
    await expect(async () => objects.of('one').put(name, bodyOf('x'))).rejects.toMatchObject(damaged);
    expect(await read('two', 'x')).toBe('theirs');
  });

  it('sealed under an earlier key still open, and new ones are sealed under the newest', async () => {
    await objects.of('one').put('old', bodyOf('old'));
    keys.get('one')?.set(2, { version: 2, bytes: randomBytes(32) });
    await objects.of('one').put('new', bodyOf('new'));
    expect(await read('one', 'old')).toBe('old');
    expect(await read('one', 'new')).toBe('new');
    expect(readFileSync(fileOf('one', 'new')).readUInt32BE(1)).toBe(2);
  });

  it('open to nobody once the key is destroyed', async () => {
    await objects.of('one').put('x', bodyOf('secret'));
    keys.delete('one');
    await expect(objects.of('one').get('x')).rejects.toMatchObject(damaged);
    await expect(objects.of('one').put('y', bodyOf('x'))).rejects.toMatchObject(damaged);
  });
});

describe('a sealed object is refused', () => {
  const content = randomBytes(3 * segmentBytes);

  beforeEach(() => objects.of('one').put('x', bodyOf(content)));

  const segmentAt = (index: number) => headerBytes + index * sealedSegmentBytes;

  it.each([
    ['its form', 0],
    ['its key version', 4],
    ['its salt', 20],
    ['the first segment', headerBytes],
    ['a tag', headerBytes + sealedSegmentBytes - 1],
    ['the last byte', headerBytes + 3 * sealedSegmentBytes - 1],
  ])('with one bit changed in %s', async (_, at) => {
    tamper('x', (sealed) => {
      sealed.writeUInt8(sealed.readUInt8(at) ^ 1, at);
      return sealed;
    });
    await expect(read('one', 'x')).rejects.toMatchObject(damaged);
  });

  it.each([
    ['nothing', 0],
    ['half of its header', 10],
    ['its header alone', headerBytes],
    ['two of three segments', headerBytes + 2 * sealedSegmentBytes],
    ['half a segment', headerBytes + sealedSegmentBytes + 100],
    ['all but a byte', headerBytes + 3 * sealedSegmentBytes - 1],
  ])('cut off after %s', async (_, at) => {
    tamper('x', (sealed) => sealed.subarray(0, at));
    await expect(read('one', 'x')).rejects.toMatchObject(damaged);
  });

  it('with a byte, or a whole segment, behind its end', async () => {
    tamper('x', (sealed) => Buffer.concat([sealed, Buffer.of(0)]));
    await expect(read('one', 'x')).rejects.toMatchObject(damaged);
    await objects.of('one').put('x', bodyOf(content));
    tamper('x', (sealed) => Buffer.concat([sealed, sealed.subarray(segmentAt(2))]));
    await expect(read('one', 'x')).rejects.toMatchObject(damaged);
  });

  it('with its segments in another order, or one of them missing', async () => {
    tamper('x', (sealed) =>
      Buffer.concat([
        sealed.subarray(0, headerBytes),
        sealed.subarray(segmentAt(1), segmentAt(2)),
        sealed.subarray(segmentAt(0), segmentAt(1)),
        sealed.subarray(segmentAt(2)),
      ]),
    );
    await expect(read('one', 'x')).rejects.toMatchObject(damaged);
    await objects.of('one').put('x', bodyOf(content));
    tamper('x', (sealed) => Buffer.concat([sealed.subarray(0, segmentAt(1)), sealed.subarray(segmentAt(2))]));
    await expect(read('one', 'x')).rejects.toMatchObject(damaged);
  });

  it('with a segment of another object, or of an earlier content of its own', async () => {
    const before = readFileSync(fileOf('one', 'x'));
    await objects.of('one').put('x', bodyOf(content));
    tamper('x', (sealed) =>
      Buffer.concat([
        sealed.subarray(0, segmentAt(1)),
        before.subarray(segmentAt(1), segmentAt(2)),
        sealed.subarray(segmentAt(2)),
      ]),
    );
    await expect(read('one', 'x')).rejects.toMatchObject(damaged);
  });

  it('under another name, and in another organisation', async () => {
    renameSync(fileOf('one', 'x'), fileOf('one', 'y'));
    await expect(read('one', 'y')).rejects.toMatchObject(damaged);
    await objects.of('two').put('y', bodyOf('theirs'));
    renameSync(fileOf('one', 'y'), fileOf('two', 'y'));
    await expect(read('two', 'y')).rejects.toMatchObject(damaged);
    // Even where the key is the same, as it is for an organisation that was copied.
    await objects.of('one').put('x', bodyOf(content));
    keys.set('two', keys.get('one') ?? new Map());
    renameSync(fileOf('one', 'x'), fileOf('two', 'x'));
    await expect(read('two', 'x')).rejects.toMatchObject(damaged);
  });

  it('before a byte of the segment that was changed is handed out', async () => {
    tamper('x', (sealed) => {
      sealed.writeUInt8(sealed.readUInt8(segmentAt(1) + 5) ^ 1, segmentAt(1) + 5);
      return sealed;
    });
    const reader = (await objects.of('one').get('x'))?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? [])).toEqual(content.subarray(0, segmentBytes));
    await expect(reader?.read()).rejects.toMatchObject(damaged);
  });

  it('and closed: neither reading to the failure nor giving up keeps its file open', async () => {
    tamper('x', (sealed) => sealed.subarray(0, segmentAt(2)));
    const openFiles = () => readdirSync('/proc/self/fd').length;
    const before = openFiles();
    for (let round = 0; round < 20; round += 1) {
      await expect(read('one', 'x')).rejects.toMatchObject(damaged);
      await (await objects.of('one').get('x'))?.cancel();
      await (await objects.of('one').get('x', segmentBytes))?.cancel();
    }
    expect(openFiles()).toBeLessThan(before + 10);
  });
});

describe('a large object', () => {
  it('goes in and out in the memory of a few segments', async () => {
    const chunk = randomBytes(1024 * 1024);
    const body = async function* () {
      for (let sent = 0; sent < 200; sent += 1) yield chunk;
    };
    const before = process.memoryUsage().rss;
    let most = before;
    const look = () => {
      most = Math.max(most, process.memoryUsage().rss);
    };
    const watched = async function* () {
      for await (const part of body()) {
        look();
        yield part;
      }
    };
    const { bytes } = await objects.of('one').put('large', watched());
    expect(bytes).toBe(200 * chunk.byteLength);
    const reader = (await objects.of('one').get('large'))?.getReader();
    let received = 0;
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      received += part.value.byteLength;
      look();
    }
    expect(received).toBe(bytes);
    expect(most - before).toBeLessThan(120 * 1024 * 1024);
  });
});

it('an object whose key is destroyed while its bytes are on their way is not left behind', async () => {
  const body = async function* () {
    yield randomBytes(10);
    // Its organisation is erased: whoever looked for what there is found nothing yet.
    keys.set('one', new Map());
    yield randomBytes(10);
  };
  const empty = createObjects({
    store: createLocalStore({ folder: temporary.path, clock: createTestClock() }),
    keyOf: async (orgId) => keys.get(orgId)?.get(1) ?? null,
  });
  await expect(empty.of('one').put('x', body())).rejects.toMatchObject(damaged);
  expect(readdirSync(join(temporary.path, 'org', 'one'))).toEqual([]);
});
