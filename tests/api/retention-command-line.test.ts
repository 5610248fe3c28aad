import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { temporaryDataDir } from '../support/server-process.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = temporaryDataDir();
  await holdfastJson(dataDir, ['org', 'create', '--name', 'Acme', '--owner', 'ada@example.com']);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const org = ['--org', 'acme'];

describe('holdfast retention', () => {
  it('lists the rules, counts what would go, and removes it', async () => {
    const { data } = await holdfastJson<{ data: { rule: string; days: number }[] }>(dataDir, [
      'retention',
      'list',
      ...org,
    ]);
    expect(data).toContainEqual(expect.objectContaining({ rule: 'interactions', days: 730 }));
    const preview = ['retention', 'preview', ...org, '--rule', 'interactions', '--days', '30'];
    expect(await holdfastJson(dataDir, preview)).toMatchObject({ total: 0, data: [{ days: 30 }] });
    expect(await holdfastJson(dataDir, ['retention', 'run', ...org])).toEqual({ data: [], total: 0, done: true });
    const { stdout } = await holdfast(dataDir, ['retention', 'run', ...org]);
    expect(stdout).toBe('Nothing was due.\n');
  });
});

describe('holdfast hold', () => {
  it('places, lists and releases', async () => {
    const placed = await holdfastJson<{ id: string }>(dataDir, ['hold', 'place', ...org, '--reason', 'Case 7 O 12/26']);
    const active = ['hold', 'list', ...org, '--state', 'active'];
    expect(await holdfastJson(dataDir, active)).toMatchObject({ data: [{ id: placed.id, contactId: null }] });
    expect(await holdfastJson(dataDir, ['retention', 'list', ...org])).toMatchObject({ held: true });
    await holdfastJson(dataDir, ['hold', 'release', ...org, '--id', placed.id]);
    expect(await holdfastJson(dataDir, active)).toMatchObject({ data: [] });
    const again = await holdfast(dataDir, ['hold', 'release', ...org, '--id', placed.id]);
    expect([again.exitCode, again.stdout]).toEqual([1, '']);
  });
});
