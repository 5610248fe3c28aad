import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newId } from '#lib/platform/ids.ts';
import {
  controlDatabaseKey,
  createDataKey,
  type MasterKeys,
  masterKeysOf,
  subkeyOf,
  unwrapDataKey,
  wrapDataKey,
} from '#lib/tenancy/keys.ts';

const masters = masterKeysOf(randomBytes(32));
const orgId = newId('org');

describe('a data key', () => {
  test('is 256 random bits, new for each organisation', () => {
    const keys = Array.from({ length: 20 }, () => Buffer.from(createDataKey(orgId).bytes).toString('hex'));
    expect(new Set(keys).size).toBe(20);
    expect(keys[0]).toHaveLength(64);
  });

  test('comes back from its wrapped form, which shows nothing of it', () => {
    const key = createDataKey(orgId);
    const wrapped = wrapDataKey(masters, key);
    expect(wrapped).toMatchObject({ orgId, version: 1, masterVersion: 1 });
    expect(Buffer.from(wrapped.wrapped).includes(Buffer.from(key.bytes))).toBe(false);
    expect(unwrapDataKey(masters, wrapped).bytes).toEqual(key.bytes);
  });

  test('does not unwrap for another organisation, another version or under another master key', () => {
    const wrapped = wrapDataKey(masters, createDataKey(orgId));
    expect(() => unwrapDataKey(masters, { ...wrapped, orgId: newId('org') })).toThrow(/does not open/);
    expect(() => unwrapDataKey(masters, { ...wrapped, version: 2 })).toThrow(/does not open/);
    expect(() => unwrapDataKey(masterKeysOf(randomBytes(32)), wrapped)).toThrow(/does not open/);
    expect(() => unwrapDataKey(masters, { ...wrapped, masterVersion: 2 })).toThrow(/master key 2 is not configured/);
  });

  test('wrapped under an older master key still opens once a newer one is current', () => {
    const key = createDataKey(orgId);
    const wrapped = wrapDataKey(masters, key);
    const rotated: MasterKeys = { current: 2, byVersion: new Map([...masters.byVersion, [2, randomBytes(32)]]) };
    expect(unwrapDataKey(rotated, wrapped).bytes).toEqual(key.bytes);
    expect(wrapDataKey(rotated, key).masterVersion).toBe(2);
  });
});

describe('subkeys', () => {
  test('differ by purpose and by organisation, are stable, and are not the data key', () => {
    const a = createDataKey(orgId);
    const b = createDataKey(orgId);
    const purposes = ['database-pages', 'objects', 'secrets', 'session-jwt'] as const;
    const all = [a, b].flatMap((key) => purposes.map((purpose) => Buffer.from(subkeyOf(key, purpose)).toString('hex')));
    expect(new Set([...all, Buffer.from(a.bytes).toString('hex')]).size).toBe(9);
    expect(subkeyOf(a, 'objects')).toEqual(subkeyOf(a, 'objects'));
    expect(subkeyOf(a, 'objects')).toHaveLength(32);
    expect(controlDatabaseKey(masters, 1)).toHaveLength(32);
    expect(controlDatabaseKey(masters, 1)).not.toEqual(masters.byVersion.get(1));
  });

  test('of a fixed data key are frozen: data at rest depends on them', () => {
    const key = { orgId, version: 1, bytes: Buffer.alloc(32, 7) };
    expect(Buffer.from(subkeyOf(key, 'database-pages')).toString('hex')).toBe(frozen.pages);
    expect(Buffer.from(subkeyOf(key, 'session-jwt')).toString('hex')).toBe(frozen.session);
    expect(Buffer.from(controlDatabaseKey(masterKeysOf(Buffer.alloc(32, 7)), 1)).toString('hex')).toBe(frozen.control);
  });
});

const frozen = {
  pages: '91bf6f42c3b270987e31fc02624b19262024a35a329e94526ac2e3b6e0d78d5f',
  session: '459ffe2a7661250dc26f66afb2646c89517d67f9616161361cc4e39e98afd271',
  control: '5022d3a3ca5fe6738ed674c16aaa00ffe03ba43661d22f179ef6c13103203c82',
};
