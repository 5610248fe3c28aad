import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';

let temporary: TemporaryFolder;
let dataDir: string;

beforeEach(() => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
});
afterEach(() => temporary.remove());

// Each command is a process of its own.
const patienceMs = 300_000;

test(
  'an operator backs up, lists, checks, drills, puts one organisation back, and makes a new data folder',
  async () => {
    await holdfastJson(dataDir, ['org', 'create', '--name', 'Acme', '--owner', 'ada@example.com']);
    expect((await holdfast(dataDir, ['backup', 'list'])).stdout).toContain('There is no backup yet.');
    const made = await holdfastJson<{ id: string; organizations: number }>(dataDir, ['backup']);
    expect(made).toMatchObject({ organizations: 1 });
    const list = await holdfastJson<{ data: { id: string }[] }>(dataDir, ['backup', 'list']);
    expect(list.data.map(({ id }) => id)).toEqual([made.id]);
    expect(await holdfastJson(dataDir, ['restore', '--verify', made.id])).toMatchObject({
      organizations: 1,
      users: 1,
      problems: [],
    });
    expect(await holdfastJson(dataDir, ['backup', 'drill'])).toMatchObject({ outcome: 'passed' });
    expect(await holdfastJson(dataDir, ['restore', '--org', 'acme'])).toMatchObject({ slug: 'acme', backup: made.id });

    const into = join(temporary.path, 'new');
    await holdfastJson(dataDir, ['restore', 'latest', '--into', into]);
    expect(await holdfastJson(into, ['org', 'list'])).toMatchObject({ data: [{ slug: 'acme' }] });
    const doctor = await holdfast(into, ['doctor']);
    expect(doctor.stdout).toMatch(/ok +ledgers/);
    // Never over what is there.
    const again = await holdfast(dataDir, ['restore', 'latest', '--into', into]);
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('is there already');
  },
  patienceMs,
);

test(
  'what cannot be used is told by a sentence and the exit code',
  async () => {
    await holdfastJson(dataDir, ['org', 'create', '--name', 'Acme', '--owner', 'ada@example.com']);
    expect(await holdfast(dataDir, ['restore', '--verify', 'latest'])).toMatchObject({ exitCode: 1 });
    expect(await holdfast(dataDir, ['restore'])).toMatchObject({ exitCode: 2 });
    expect(await holdfast(dataDir, ['restore', '--verify', '../x'])).toMatchObject({ exitCode: 2 });
    expect(await holdfast(dataDir, ['backup', '--org', 'nobody'])).toMatchObject({ exitCode: 1 });
    const { id } = await holdfastJson<{ id: string }>(dataDir, ['backup']);
    const orgs = join(dataDir, 'backups', 'v1', 'orgs');
    const folder = join(orgs, readdirSync(orgs)[0] ?? '');
    const copy = join(folder, readdirSync(folder)[0] ?? '');
    const bytes = readFileSync(copy);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(copy, bytes);
    const verdict = await holdfast(dataDir, ['restore', '--verify', id]);
    expect(verdict.exitCode).toBe(1);
    expect(verdict.stdout).toContain('is not what was put there');
    const refused = await holdfast(dataDir, ['restore', '--org', 'acme']);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('is not what was put there');
  },
  patienceMs,
);
