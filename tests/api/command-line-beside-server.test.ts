import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

describe('holdfast beside a running server', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it('works through the server: a key it makes opens the API at once', async () => {
    const made = await holdfastJson<{ org: { slug: string }; signInUrl: string }>(server.dataDir, [
      ...['org', 'create', '--name', 'Acme', '--owner', 'ann@example.com'],
    ]);
    expect(made.signInUrl.startsWith(`${server.url}/`)).toBe(true);
    const { key } = await holdfastJson<{ key: string }>(server.dataDir, [
      ...['key', 'create', '--org', made.org.slug, '--name', 'sync', '--scopes', '*'],
    ]);
    const answer = await fetch(`${server.url}/api/v1/contacts`, { headers: { authorization: `Bearer ${key}` } });
    expect(await answer.json()).toEqual({ data: [], nextCursor: null });
  });

  it('does several things at once without harm', async () => {
    const names = ['One', 'Two', 'Three', 'Four'];
    await Promise.all(
      names.map((name) =>
        holdfastJson(server.dataDir, ['org', 'create', '--name', name, '--owner', 'bob@example.com']),
      ),
    );
    const { data } = await holdfastJson<{ data: { name: string }[] }>(server.dataDir, ['org', 'list']);
    expect(data.map((org) => org.name)).toEqual(expect.arrayContaining(names));
    const verdict = await holdfastJson<{ ok: boolean }>(server.dataDir, ['ledger', 'verify', '--org', 'acme']);
    expect(verdict.ok).toBe(true);
  });

  it('tells a refusal of the server in the same words and codes as its own', async () => {
    const unknown = await holdfast(server.dataDir, ['ledger', 'verify', '--org', 'nobody', '--json']);
    expect(unknown).toEqual({ exitCode: 1, stdout: '', stderr: 'holdfast: No organisation is called nobody.\n' });
    const wrong = await holdfast(server.dataDir, ['key', 'create', '--org', 'acme', '--name', 'x', '--scopes', 'root']);
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
    expect(wrong.stderr).toContain('scopes');
  });

  it('finds the server in order with doctor', async () => {
    const result = await holdfast(server.dataDir, ['doctor', '--json']);
    const report = JSON.parse(result.stdout) as { ok: boolean; checks: { name: string; message: string }[] };
    expect(report.ok).toBe(true);
    expect(report.checks.find((check) => check.name === 'databases')?.message).toContain('through the server');
    expect(report.checks.find((check) => check.name === 'port')?.message).toContain(`${server.url}/readyz answers 200`);
  });
});
