import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalStore } from '#lib/platform/storage/local-store.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { type TemporaryFolder, temporaryFolder } from '../../../support/data-folder.ts';
import { createTestClock } from '../../../support/test-clock.ts';
import { bodyOf, itIsAnObjectStore, keysBelow, textOf } from './store-contract.ts';

const clock = createTestClock();
let temporary: TemporaryFolder;
let store: ObjectStore;

const folder = () => join(temporary.path, 'objects');
const open = () => createLocalStore({ folder: folder(), clock });

beforeEach(() => {
  temporary = temporaryFolder();
  store = open();
});

afterEach(() => temporary.remove());

describe('the local store', () => {
  itIsAnObjectStore(() => store);

  it('dates objects by the clock, and shows them to nobody but its own user', async () => {
    await store.put('org/a/x', bodyOf('x'));
    expect((await store.head('org/a/x'))?.at).toEqual(clock.now());
  });

  it('puts whole objects when many write the same one: the last wins, and none is mixed', async () => {
    const contents = Array.from({ length: 8 }, (_, index) => Buffer.alloc(40_000, 65 + index));
    await Promise.all(contents.map((content) => store.put('org/race/x', bodyOf(content, content))));
    const text = (await textOf(await store.get('org/race/x'))) ?? '';
    expect(text).toHaveLength(80_000);
    expect(new Set(text).size).toBe(1);
    expect(await keysBelow(store, 'org/race/')).toEqual(['org/race/x']);
  });

  it('removes at its start what a crash left aside, and nothing else', async () => {
    await store.put('org/a/x', bodyOf('x'));
    writeFileSync(join(folder(), '.aside', 'half-written'), 'half');
    store = open();
    expect(readdirSync(join(folder(), '.aside'))).toEqual([]);
    expect(await textOf(await store.get('org/a/x'))).toBe('x');
  });

  it('leaves nothing aside when a body breaks off', async () => {
    const broken = async function* () {
      yield Buffer.from('half');
      throw new Error('the sender went away');
    };
    await expect(store.put('org/a/x', broken())).rejects.toThrow('the sender went away');
    expect(readdirSync(join(folder(), '.aside'))).toEqual([]);
  });

  it('follows no symbolic link: not to read, not to write, not to remove what it leads to', async () => {
    const outside = join(temporary.path, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'secret'), 'secret');
    mkdirSync(join(folder(), 'org', 'a'), { recursive: true });
    symlinkSync(join(outside, 'secret'), join(folder(), 'org', 'a', 'link'));
    symlinkSync(outside, join(folder(), 'org', 'b'));
    symlinkSync(outside, join(folder(), 'org', 'a', 'below'));

    expect(await store.get('org/a/link')).toBeNull();
    expect(await store.head('org/a/link')).toBeNull();
    await expect(store.get('org/b/secret')).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(store.head('org/b/secret')).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(store.remove('org/b/secret')).rejects.toMatchObject({ code: 'storage_unavailable' });
    await expect(store.put('org/b/deep/new', bodyOf('x'))).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await keysBelow(store, 'org/b/')).toEqual([]);
    expect(await keysBelow(store, 'org/a/')).toEqual([]);

    await store.put('org/a/link', bodyOf('mine'));
    expect(await textOf(await store.get('org/a/link'))).toBe('mine');
    await store.removePrefix('org/a/');
    await store.removePrefix('org/b/');
    expect(readdirSync(outside)).toEqual(['secret']);
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('secret');
    expect(existsSync(join(folder(), 'org', 'b'))).toBe(false);
  });

  it('brings nothing back of a prefix that is removed while an object is on its way', async () => {
    const { promise: removed, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const slow = async function* () {
      yield Buffer.from('half');
      begin();
      await removed;
      yield Buffer.from('whole');
    };
    const put = store.put('org/erased/files/x', slow());
    await begun;
    await store.removePrefix('org/erased/');
    goOn();
    await expect(put).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(existsSync(join(folder(), 'org', 'erased'))).toBe(false);
    expect(readdirSync(join(folder(), '.aside'))).toEqual([]);
  });

  it('closes what nobody reads to its end', async () => {
    const openFiles = () => readdirSync('/proc/self/fd').length;
    await store.put('org/a/x', bodyOf(Buffer.alloc(500_000)));
    const before = openFiles();
    for (let round = 0; round < 20; round += 1) {
      await (await store.get('org/a/x'))?.cancel();
      const reader = (await store.get('org/a/x'))?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    expect(openFiles()).toBeLessThan(before + 10);
  });
});
