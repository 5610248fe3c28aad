import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeProfiles, type Profile, readProfiles } from '../../../cli/sign-in/profile-file.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'holdfast-profiles-'));
  folder = join(root, 'holdfast');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const profile = (name: string, changes: Partial<Profile> = {}): Profile => ({
  ...{ name, url: 'https://holdfast.example.com', organization: 'acme', email: 'ann@example.com' },
  tokens: {
    ...{ access: 'an-access-token', refresh: 'a-refresh-token', scopes: ['contacts:read'] },
    ...{ obtainedAt: '2026-03-01T12:00:00.000Z', expiresAt: '2026-03-01T12:10:00.000Z' },
  },
  ...changes,
});

const add = (...profiles: Profile[]) =>
  changeProfiles(folder, async (before) => ({
    after: { current: profiles[0]?.name ?? null, profiles: [...before.profiles, ...profiles] },
    result: undefined,
  }));
const file = () => join(folder, 'profiles.json');

describe('the file with the tokens', () => {
  test('and its folder are made for their user alone, whatever the umask', async () => {
    const umask = process.umask(0);
    try {
      await add(profile('a'));
    } finally {
      process.umask(umask);
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
    expect(readProfiles(folder)).toEqual({ current: 'a', profiles: [profile('a')] });
  });

  test('is absent for who has not signed in', () => {
    expect(readProfiles(folder)).toEqual({ current: null, profiles: [] });
  });

  test.each([0o640, 0o604, 0o660, 0o644])('is not used with mode %o', async (mode) => {
    await add(profile('a'));
    chmodSync(file(), mode);
    expect(() => readProfiles(folder)).toThrow(/open to other users/);
    await expect(add(profile('b'))).rejects.toThrow(/open to other users/);
  });

  test('is not used in a folder that others can write to', async () => {
    await add(profile('a'));
    chmodSync(folder, 0o770);
    expect(() => readProfiles(folder)).toThrow(/open to other users/);
  });

  test('is not used when it is a link, has a second name, or is a folder', async () => {
    await add(profile('a'));
    const elsewhere = join(root, 'elsewhere');
    renameSync(file(), elsewhere);
    symlinkSync(elsewhere, file());
    expect(() => readProfiles(folder)).toThrow(/is a link/);
    await expect(add(profile('b'))).rejects.toThrow(/is a link/);
    rmSync(file());
    linkSync(elsewhere, file());
    expect(() => readProfiles(folder)).toThrow(/no file of this command/);
    rmSync(file());
    mkdirSync(file(), { mode: 0o700 });
    expect(() => readProfiles(folder)).toThrow(/no file of this command/);
  });

  test('is not used in a folder that is a link', async () => {
    await add(profile('a'));
    const link = join(root, 'link');
    symlinkSync(folder, link);
    expect(() => readProfiles(link)).toThrow(/is no folder/);
  });

  test.each([
    ['no JSON', '{'],
    ['another version', '{"version":2,"current":null,"profiles":[]}'],
    ['an unknown member', '{"version":1,"current":null,"profiles":[],"proxy":"x"}'],
    ['a name of the language', '{"version":1,"current":"__proto__","profiles":[]}'],
  ])('is not used when it holds %s', async (_what, text) => {
    await add(profile('a'));
    writeFileSync(file(), text);
    expect(() => readProfiles(folder)).toThrow(/not as this command writes it/);
  });

  test.each([
    ['http to another machine', { url: 'http://evil.example' }],
    ['a path', { url: 'https://holdfast.example.com/x' }],
    ['a user', { url: 'https://holdfast.example.com@evil.example' }],
    ['a name with a line', { name: 'a\nb' }],
    ['a token with a line', { tokens: { ...profile('a').tokens, access: 'x\r\nHost: evil.example' } }],
  ])('takes and gives no profile with %s', async (_what, changes) => {
    await add(profile('a'));
    const stored = { version: 1, current: null, profiles: [{ ...profile('a'), ...changes }] };
    writeFileSync(file(), JSON.stringify(stored));
    expect(() => readProfiles(folder)).toThrow(/not as this command writes it/);
    rmSync(file());
    await expect(add(profile('a', changes as Partial<Profile>))).rejects.toThrow();
    expect(readProfiles(folder).profiles).toEqual([]);
  });

  test('takes no two profiles of one name', async () => {
    await add(profile('a'));
    writeFileSync(file(), JSON.stringify({ version: 1, current: null, profiles: [profile('a'), profile('a')] }));
    expect(() => readProfiles(folder)).toThrow(/not as this command writes it/);
  });

  test('is changed by one command at a time: none undoes another’s change', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `p${at}`);
    await Promise.all(names.map((name) => add(profile(name))));
    expect(
      readProfiles(folder)
        .profiles.map(({ name }) => name)
        .sort(),
    ).toEqual([...names].sort());
  });

  test('is as it was when a change fails', async () => {
    await add(profile('a'));
    const failing = changeProfiles(folder, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(readProfiles(folder).profiles).toHaveLength(1);
    await add(profile('b'));
  });
});
