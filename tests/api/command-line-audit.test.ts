import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { temporaryDataDir } from '../support/server-process.ts';

describe('holdfast ledger audit', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = temporaryDataDir();
    for (const name of ['Acme', 'Beta']) {
      await holdfastJson(dataDir, ['org', 'create', '--name', name, '--owner', `${name}@example.com`]);
    }
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('checks one ledger, or all of them, and says how far', async () => {
    const one = await holdfastJson<{ data: unknown[] }>(dataDir, ['ledger', 'audit', '--org', 'acme']);
    expect(one.data).toEqual([{ org: 'acme', done: true, outcome: 'ok', seq: expect.any(Number), problem: null }]);
    const all = await holdfastJson<{ data: { org: string }[] }>(dataDir, ['ledger', 'audit', '--all']);
    expect(all.data.map(({ org }) => org).sort()).toEqual(['acme', 'beta']);
  });

  it('takes one of the two', async () => {
    for (const args of [[], ['--org', 'acme', '--all']]) {
      const { exitCode, stderr } = await holdfast(dataDir, ['ledger', 'audit', ...args]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('Give one of --org, --installation and --all.');
    }
  });
});
