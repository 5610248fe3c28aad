import { expect, it } from 'vitest';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';

export async function* bodyOf(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

export async function textOf(stream: ReadableStream<Uint8Array> | null): Promise<string | null> {
  return stream === null ? null : new Response(stream).text();
}

export async function keysBelow(store: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}

/** Keys that lead out of the place of their organisation, or to what is no object, in stores that would let them. */
export const hostileKeys = [
  '',
  '.',
  '..',
  '/',
  '/etc/passwd',
  'org/../control.db',
  'org/o1/../../control.db',
  'org/o1/..',
  'org/o1/./x',
  'org/o1//x',
  'org/o1/x/',
  'org/o1/.hidden',
  'org/o1/x\0y',
  'org/o1/x\ny',
  'org/o1/x y',
  'org/o1/x\\..\\y',
  'org/o1/%2e%2e/x',
  'org/o1/\u202Etxt',
  'org/o1/ünïcode',
  `org/o1/${'x'.repeat(129)}`,
  `org/${'x/'.repeat(20)}x`,
];

/** What every store keeps, whatever it is made of. */
export function itIsAnObjectStore(open: () => ObjectStore): void {
  it('gives back what was put, from any byte on, and says how much that is', async () => {
    const store = open();
    const put = await store.put('org/a/files/one', bodyOf('hold', '', 'fast'));
    expect(put).toMatchObject({ key: 'org/a/files/one', bytes: 8 });
    expect(await textOf(await store.get('org/a/files/one'))).toBe('holdfast');
    expect(await textOf(await store.get('org/a/files/one', 4))).toBe('fast');
    expect(await textOf(await store.get('org/a/files/one', 8))).toBe('');
    expect(await store.head('org/a/files/one')).toMatchObject({ key: 'org/a/files/one', bytes: 8 });
  });

  it('keeps the empty object, which is not an absent one', async () => {
    const store = open();
    await store.put('org/empty/x', bodyOf());
    expect(await textOf(await store.get('org/empty/x'))).toBe('');
    expect(await store.head('org/empty/x')).toMatchObject({ bytes: 0 });
    expect(await store.get('org/empty/y')).toBeNull();
    expect(await store.head('org/empty/y')).toBeNull();
    expect(await store.head('org/empty')).toBeNull();
  });

  it('leaves an object as it was when the body of its next content breaks off, and throws what the body threw', async () => {
    const store = open();
    await store.put('org/broken/x', bodyOf('before'));
    const broken = async function* () {
      yield Buffer.alloc(100_000, 1);
      throw new Error('the sender went away');
    };
    await expect(store.put('org/broken/x', broken())).rejects.toThrow('the sender went away');
    await expect(store.put('org/broken/new', broken())).rejects.toThrow('the sender went away');
    expect(await textOf(await store.get('org/broken/x'))).toBe('before');
    expect(await keysBelow(store, 'org/broken/')).toEqual(['org/broken/x']);
  });

  it('removes what is there and what is not', async () => {
    const store = open();
    await store.put('org/gone/x', bodyOf('x'));
    await store.remove('org/gone/x');
    await store.remove('org/gone/x');
    await store.remove('org/never/was/x');
    expect(await store.get('org/gone/x')).toBeNull();
  });

  it('lists and removes all below a prefix, and nothing beside it', async () => {
    const store = open();
    const mine = ['org/p1/a', 'org/p1/files/b', 'org/p1/files/deep/c'];
    for (const key of [...mine, 'org/p10/a', 'org/p/a']) await store.put(key, bodyOf('x'));
    expect((await keysBelow(store, 'org/p1/')).sort()).toEqual(mine);
    expect((await keysBelow(store, 'org/p1/files/')).sort()).toEqual(mine.slice(1));
    expect(await store.removePrefix('org/p1/')).toBe(3);
    expect(await store.removePrefix('org/p1/')).toBe(0);
    expect(await keysBelow(store, 'org/p1/')).toEqual([]);
    expect(await keysBelow(store, 'org/p10/')).toEqual(['org/p10/a']);
    expect(await keysBelow(store, 'org/p/')).toEqual(['org/p/a']);
  });

  it.each(hostileKeys)('takes no key like %j', async (key) => {
    const store = open();
    const refused = { code: 'internal' };
    await expect(async () => store.put(key, bodyOf('x'))).rejects.toMatchObject(refused);
    await expect(async () => store.get(key)).rejects.toMatchObject(refused);
    await expect(async () => store.head(key)).rejects.toMatchObject(refused);
    await expect(async () => store.remove(key)).rejects.toMatchObject(refused);
  });

  it.each(['', '/', 'org', '../', 'org/../', '.aside/', 'org/a'])('takes no prefix like %j', async (prefix) => {
    const store = open();
    await expect(async () => store.removePrefix(prefix)).rejects.toMatchObject({ code: 'internal' });
    await expect(keysBelow(store, prefix)).rejects.toMatchObject({ code: 'internal' });
  });
}
