import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { temporaryDataDir } from '../support/server-process.ts';

interface Page {
  readonly data: readonly { readonly action: string; readonly orgId: string | null; readonly actor: string | null }[];
  readonly nextCursor: string | null;
}

describe('holdfast audit', () => {
  let dataDir: string;
  let orgId: string;

  beforeAll(async () => {
    dataDir = temporaryDataDir();
    const made = await holdfastJson<{ org: { id: string } }>(dataDir, [
      ...['org', 'create', '--name', 'Acme', '--owner', 'ann@example.com'],
    ]);
    orgId = made.org.id;
    await holdfastJson(dataDir, ['key', 'create', '--org', 'acme', '--name', 'sync', '--scopes', 'contacts:read']);
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('lists the events of one organisation, newest first, and narrows them', async () => {
    const { data } = await holdfastJson<Page>(dataDir, ['audit', 'list', '--org', 'acme']);
    expect(data.map(({ action, orgId: whose, actor }) => [action, whose, actor])).toEqual([
      ['apiKey.create', orgId, 'operator'],
      ['organization.create', orgId, 'operator'],
    ]);
    const narrowed = await holdfastJson<Page>(dataDir, ['audit', 'list', '--org', 'acme', '--action', 'apiKey.create']);
    expect(narrowed.data).toHaveLength(1);
    const first = await holdfastJson<Page>(dataDir, ['audit', 'list', '--all', '--limit', '1']);
    const second = await holdfastJson<Page>(dataDir, [
      ...['audit', 'list', '--all', '--limit', '1', '--cursor', first.nextCursor ?? ''],
    ]);
    expect([...first.data, ...second.data].map(({ action }) => action)).toEqual([
      'apiKey.create',
      'organization.create',
    ]);
  });

  it('shows a table to people, and says when nothing matches', async () => {
    const shown = await holdfast(dataDir, ['audit', 'list', '--org', 'acme']);
    expect(shown.exitCode).toBe(0);
    expect(shown.stdout).toMatch(/TIME +ORGANISATION +ACTION/);
    expect(shown.stdout).toContain('apiKey.create');
    expect((await holdfast(dataDir, ['audit', 'list'])).stdout).toBe('No event matches.\n');
  });

  it('exports into a file of its owner alone, notes the export, and overwrites nothing', async () => {
    const file = join(dataDir, 'audit.ndjson');
    const made = await holdfastJson<object>(dataDir, ['audit', 'export', '--org', 'acme', '--out', file]);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(made).toEqual({ file, events: lines.length });
    expect(lines.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual([
      ...['audit.export', 'apiKey.create', 'organization.create'],
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await holdfast(dataDir, ['audit', 'export', '--org', 'acme', '--out', file]);
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is there already') });

    const csv = join(dataDir, 'audit.csv');
    await holdfastJson(dataDir, ['audit', 'export', '--all', '--format', 'csv', '--out', csv]);
    expect(readFileSync(csv, 'utf8')).toMatch(/^\ufeffid,at,action,.*,orgId\r\n/);
  });

  it('refuses what it does not understand, and leaves no file behind', async () => {
    const file = join(dataDir, 'none.ndjson');
    const wrong = await holdfast(dataDir, ['audit', 'export', '--action', 'made.up', '--out', file]);
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('action') });
    expect(() => statSync(file)).toThrow('ENOENT');
    expect((await holdfast(dataDir, ['audit', 'list', '--org', 'nowhere'])).exitCode).toBe(1);
  });
});
