import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { temporaryFolder } from '../support/data-folder.ts';

const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
afterAll(() => folder.remove());

describe('holdfast auth-secret rotate', () => {
  it('puts the next secret in the place of the present one and prints its number, never the secret', async () => {
    await holdfastJson(dataDir, ['org', 'create', '--name', 'Acme', '--owner', 'owner@example.com']);
    expect(existsSync(join(dataDir, 'secrets.json'))).toBe(true);
    const stored = () =>
      (JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { AUTH_SECRET: string }).AUTH_SECRET;
    const before = stored();
    const run = await holdfast(dataDir, ['auth-secret', 'rotate', '--json']);
    expect(JSON.parse(run.stdout)).toEqual({ current: 2 });
    expect(stored()).toMatch(/^2:[0-9a-f]{64}$/);
    expect(stored()).not.toContain(before);
    expect(run.stdout + run.stderr).not.toContain(stored().slice(2));
  });
});
