import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '#lib/platform/env.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { productionProblems } from '#lib/platform/production-problems.ts';
import { loadSecrets, rotateStoredAuthSecret } from '#lib/platform/secrets.ts';
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

describe('the secret that sign-in is signed by', () => {
  const folder = temporaryFolder();
  const env = readEnvironment({});
  const dataDir = join(folder.path, 'local');
  beforeAll(() => mkdirSync(dataDir));
  afterAll(() => folder.remove());

  it('is rotated durably, in the running process too, and the old one is nowhere any more', () => {
    const secrets = loadSecrets(env, dataDir);
    const first = Buffer.from(secrets.authSecret).toString('hex');
    expect(secrets.authSecretVersion).toBe(1);
    rotateStoredAuthSecret(env, dataDir, secrets);
    expect(secrets.authSecretVersion).toBe(2);
    expect(Buffer.from(secrets.authSecret).toString('hex')).not.toBe(first);
    const again = loadSecrets(env, dataDir);
    expect([again.authSecretVersion, again.authSecret]).toEqual([2, secrets.authSecret]);
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).not.toContain(first);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('is left alone where the environment says it, with what to write there', () => {
    const given = { ...env, AUTH_SECRET: `4:${hex('ab')}` };
    const before = readFileSync(join(dataDir, 'secrets.json'), 'utf8');
    const secrets = loadSecrets(given, dataDir);
    expect(secrets.authSecretVersion).toBe(4);
    expect(codeOf(() => rotateStoredAuthSecret(given, dataDir, secrets))).toMatch(/^conflict: .*AUTH_SECRET to 5:/);
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(before);
  });

  it.each(['ab', `0:${hex('ab')}`, `x:${hex('ab')}`, `2:${hex('ab')}0`, `-1:${hex('ab')}`])(
    'of another form (%s) is refused, without repeating it',
    (AUTH_SECRET) => {
      const refusal = codeOf(() => loadSecrets({ ...env, AUTH_SECRET }, dataDir));
      expect(refusal).toMatch(/^unsafe_configuration: AUTH_SECRET/);
      expect(refusal).not.toContain(hex('ab'));
    },
  );

  it('in production may have a number, and is random and apart from every other secret all the same', () => {
    const random = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
    const problems = (settings: Record<string, string>) =>
      productionProblems(readEnvironment({ HOLDFAST_ENV: 'production', ...settings }))
        .filter(({ setting }) => setting === 'AUTH_SECRET' || setting === 'HOLDFAST_MASTER_KEY')
        .map(({ setting, problem }) => `${setting} ${problem}`);
    const fine = { HOLDFAST_MASTER_KEY: `${random.slice(2)}00` };
    expect(problems({ ...fine, AUTH_SECRET: `2:${random}` })).toEqual([]);
    expect(problems({ ...fine, AUTH_SECRET: `2:${hex('ab')}` })).toEqual(['AUTH_SECRET is not random']);
    expect(problems({ HOLDFAST_MASTER_KEY: random, AUTH_SECRET: `2:${random}` })).toEqual([
      'HOLDFAST_MASTER_KEY is the same as another secret',
    ]);
  });
});
