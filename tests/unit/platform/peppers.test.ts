import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '#lib/platform/env.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { pepperRing } from '#lib/platform/peppers.ts';
import { productionProblems } from '#lib/platform/production-problems.ts';
import { loadSecrets, rotateStoredPepper } from '#lib/platform/secrets.ts';
import { temporaryFolder } from '../../support/data-folder.ts';

const hex = (byte: string) => byte.repeat(32);
const codeOf = (act: () => unknown) => {
  try {
    act();
    return 'fine';
  } catch (error) {
    return isHoldfastError(error) ? `${error.code}: ${error.detail ?? error.publicMessage}` : String(error);
  }
};

describe('the peppers of an installation', () => {
  it('have numbers: the first by itself, every later one before its digits', () => {
    expect(pepperRing(hex('ab'), undefined)).toMatchObject({ current: { version: 1 }, previous: null });
    const ring = pepperRing(`3:${hex('cd')}`, `2:${hex('ab')}`);
    expect(ring).toMatchObject({ current: { version: 3 }, previous: { version: 2 } });
    expect(Buffer.from(ring.current.bytes).toString('hex')).toBe(hex('cd'));
  });

  it.each([
    ['a pepper that is too short', 'ab', undefined],
    ['a number that is none', `x:${hex('ab')}`, undefined],
    ['number 0', `0:${hex('ab')}`, undefined],
    ['a previous one that is no pepper', `2:${hex('ab')}`, 'nonsense'],
    ['two of one number', hex('ab'), hex('cd')],
  ])('refuses %s, without repeating it', (_what, current, previous) => {
    const refusal = codeOf(() => pepperRing(current, previous));
    expect(refusal).toMatch(/^unsafe_configuration: /);
    expect(refusal).not.toContain(hex('ab'));
  });

  it('in production are random, apart from each other and from every other secret', () => {
    const random = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
    const env = (settings: Record<string, string>) =>
      productionProblems(readEnvironment({ HOLDFAST_ENV: 'production', ...settings }))
        .filter(({ setting }) => setting.startsWith('API_KEY_PEPPER') || setting === 'HOLDFAST_MASTER_KEY')
        .map(({ setting, problem }) => `${setting} ${problem}`);
    const other = `${random.slice(1)}0`;
    const fine = { HOLDFAST_MASTER_KEY: `${random.slice(2)}00` };
    expect(env({ ...fine, API_KEY_PEPPER: `2:${random}`, API_KEY_PEPPER_PREVIOUS: other })).toEqual([]);
    expect(env({ ...fine, API_KEY_PEPPER: `2:${random}`, API_KEY_PEPPER_PREVIOUS: random })).toEqual([
      'HOLDFAST_MASTER_KEY is the same as another secret',
    ]);
    expect(env({ ...fine, API_KEY_PEPPER: random, API_KEY_PEPPER_PREVIOUS: hex('ab') })).toEqual([
      'API_KEY_PEPPER_PREVIOUS is not random',
    ]);
  });
});

describe('the pepper in the data folder', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());
  const env = readEnvironment({});
  const dataDir = join(folder.path, 'local');

  it('is rotated durably: the next start finds the new one, and the old one beside it', () => {
    mkdirSync(dataDir);
    const { apiKeyPeppers: ring } = loadSecrets(env, dataDir);
    const first = Buffer.from(ring.current.bytes);
    rotateStoredPepper(env, dataDir, ring);
    expect(ring).toMatchObject({ current: { version: 2 }, previous: { version: 1 } });
    expect(Buffer.from(ring.previous?.bytes ?? [])).toEqual(first);
    const again = loadSecrets(env, dataDir).apiKeyPeppers;
    expect([again.current, again.previous]).toEqual([ring.current, ring.previous]);
    rotateStoredPepper(env, dataDir, ring);
    expect(ring).toMatchObject({ current: { version: 3 }, previous: { version: 2 } });
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('is left alone where the environment says it', () => {
    const given = { ...env, API_KEY_PEPPER: hex('ab') };
    const before = readFileSync(join(dataDir, 'secrets.json'), 'utf8');
    const { apiKeyPeppers: ring } = loadSecrets(given, dataDir);
    // The file's previous pepper belongs to the file's own: here there is none.
    expect(ring.previous).toBeNull();
    expect(codeOf(() => rotateStoredPepper(given, dataDir, ring))).toMatch(/^conflict: .*API_KEY_PEPPER_PREVIOUS/);
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(before);
  });

  it('of a folder that knew none before rotation existed is number 1', () => {
    const old = join(folder.path, 'old');
    mkdirSync(old);
    const stored = { HOLDFAST_MASTER_KEY: hex('01'), API_KEY_PEPPER: hex('02'), AUTH_SECRET: hex('03') };
    writeFileSync(join(old, 'secrets.json'), JSON.stringify({ ...stored, INTERNAL_API_KEY: hex('04') }));
    expect(loadSecrets(env, old).apiKeyPeppers).toMatchObject({ current: { version: 1 }, previous: null });
    expect(existsSync(join(old, 'secrets.json'))).toBe(true);
  });
});
