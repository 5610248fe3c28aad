import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { temporaryDataDir } from '../support/server-process.ts';

interface Key {
  readonly id: string;
  readonly state: string;
  readonly expiresAt: string | null;
  readonly replacedById: string | null;
  readonly allowedAddresses: readonly string[];
}

let dataDir: string;
beforeAll(async () => {
  dataDir = temporaryDataDir();
  await holdfastJson(dataDir, ['org', 'create', '--name', 'Acme', '--owner', 'ann@example.com']);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const list = async () => (await holdfastJson<{ data: Key[] }>(dataDir, ['key', 'list', '--org', 'acme'])).data;

describe('holdfast key', () => {
  it('creates, lists, rotates and revokes keys', async () => {
    expect(await list()).toEqual([]);
    const create = ['key', 'create', '--org', 'acme', '--name', 'sync', '--scopes', '*', '--mode', 'test'];
    const made = await holdfastJson<{ id: string; key: string }>(dataDir, [
      ...create,
      ...['--expires', '2099-01-01T00:00:00Z', '--from', '192.0.2.9/24, 2001:db8::/32'],
    ]);
    expect(made.key).toMatch(/^ck_test_/);
    const rotated = await holdfastJson<{ id: string; key: string; replaces: { id: string } }>(dataDir, [
      ...['key', 'rotate', '--org', 'acme', '--key', made.id, '--grace', '60'],
    ]);
    expect(rotated.replaces.id).toBe(made.id);
    await holdfastJson(dataDir, ['key', 'revoke', '--org', 'acme', '--key', rotated.id]);
    const keys = await list();
    expect(keys.map(({ id, state, replacedById }) => ({ id, state, replacedById }))).toEqual([
      { id: rotated.id, state: 'revoked', replacedById: null },
      { id: made.id, state: 'active', replacedById: rotated.id },
    ]);
    for (const { allowedAddresses } of keys) expect(allowedAddresses).toEqual(['192.0.2.0/24', '2001:db8::/32']);
    const shown = await holdfast(dataDir, ['key', 'list', '--org', 'acme']);
    expect(shown.stdout).toContain('revoked');
    expect(shown.stdout).not.toContain(made.key.slice(16));
  });

  it('rotates the pepper, and the doctor counts the keys that have not moved', async () => {
    await holdfastJson(dataDir, ['key', 'create', '--org', 'acme', '--name', 'waits', '--scopes', 'contacts:read']);
    expect(await holdfastJson(dataDir, ['key', 'rotate-pepper'])).toMatchObject({
      current: 2,
      previous: 1,
      keysUnderNeither: 0,
    });
    const again = await holdfast(dataDir, ['key', 'rotate-pepper', '--json']);
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('still hashed under the previous pepper');
    const healthy = JSON.parse((await holdfast(dataDir, ['doctor', '--json'])).stdout) as Doctor;
    expect(healthy.checks.find(({ name }) => name === 'api keys')).toMatchObject({
      ok: true,
      message: expect.stringMatching(/^0 keys under pepper 2, \d still under 1$/),
    });
    await holdfastJson(dataDir, ['key', 'rotate-pepper', '--abandon-old']);
    expect(await holdfastJson(dataDir, ['key', 'pepper'])).toMatchObject({ current: 3, previous: 2 });
    const broken = JSON.parse((await holdfast(dataDir, ['doctor', '--json'])).stdout) as Doctor;
    expect(broken.checks.find(({ name }) => name === 'api keys')).toMatchObject({ ok: false });
  });
});

interface Doctor {
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly message: string }[];
}
