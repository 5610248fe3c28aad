import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdfast, holdfastJson } from '../support/command-line.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryDataDir } from '../support/server-process.ts';

interface Provisioned {
  readonly org: { readonly id: string; readonly slug: string; readonly name: string; readonly plan: string };
  readonly signInUrl: string;
}

interface Doctor {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly message: string }[];
}

describe('holdfast on a data folder that no server has', () => {
  let dataDir: string;
  let acme: Provisioned;

  beforeAll(async () => {
    dataDir = temporaryDataDir();
    acme = await holdfastJson(dataDir, ['org', 'create', '--name', 'Acme', '--owner', 'ann@example.com']);
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('creates an organisation and answers with it and a one-time sign-in link', () => {
    expect(acme).toEqual({
      org: { id: expect.stringMatching(/^org_/), slug: 'acme', name: 'Acme', plan: 'enterprise' },
      signInUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/.+[?&]token=/),
    });
  });

  it('takes the plan it is given', async () => {
    const made = await holdfastJson<Provisioned>(dataDir, [
      ...['org', 'create', '--name', 'Small', '--owner', 'bob@example.com', '--plan', 'free'],
    ]);
    expect(made.org.plan).toBe('free');
  });

  it('lists every organisation', async () => {
    const { data } = await holdfastJson<{ data: { slug: string }[] }>(dataDir, ['org', 'list']);
    expect(data.map((org) => org.slug)).toContain('acme');
  });

  it('makes a key of the documented form and shows nothing else of it', async () => {
    const made = await holdfastJson<object>(dataDir, [
      ...['key', 'create', '--org', 'acme', '--name', 'sync', '--scopes', 'contacts:read,deals:read'],
    ]);
    expect(made).toEqual({
      id: expect.stringMatching(/^key_/),
      key: expect.stringMatching(/^ck_live_[0-9A-HJKMNP-TV-Z]{26}$/),
    });
  });

  it('finds that a ledger is not the one whose head was noted', async () => {
    const verify = ['ledger', 'verify', '--org', 'acme', '--json'];
    const { head } = await holdfastJson<{ head: { seq: number; hash: string } }>(dataDir, verify.slice(0, 4));
    const same = await holdfast(dataDir, [...verify, '--expect', `${head.seq}:${head.hash}`]);
    expect(same.exitCode).toBe(0);
    const cut = await holdfast(dataDir, [...verify, '--expect', `${head.seq + 1}:${head.hash}`]);
    expect(cut.exitCode).toBe(1);
    expect(JSON.parse(cut.stdout)).toMatchObject({
      ok: false,
      firstProblem: { seq: head.seq + 1, problem: 'truncated' },
    });
    const wrong = await holdfast(dataDir, [...verify, '--expect', 'yesterday']);
    expect(wrong.exitCode).not.toBe(0);
    expect(wrong.stderr).toContain('expectedSeq');
  });

  it('verifies a ledger that is as it was written', async () => {
    const verdict = await holdfastJson<{ ok: boolean; count: number }>(dataDir, ['ledger', 'verify', '--org', 'acme']);
    expect(verdict.ok).toBe(true);
    expect(verdict.count).toBeGreaterThan(0);
  });

  it('walks every organisation with migrate and finds them current', async () => {
    const report = await holdfastJson<{ migrated: number; current: number; quarantined: unknown[] }>(dataDir, [
      'migrate',
    ]);
    expect(report).toEqual({ migrated: 0, current: expect.any(Number), quarantined: [] });
    expect(report.current).toBeGreaterThanOrEqual(2);
  });

  it('writes answers for people on stdout as well, without --json', async () => {
    const result = await holdfast(dataDir, ['org', 'list']);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.stdout).toContain('acme');
  });

  describe('exits with 2 and leaves stdout empty for wrong usage', () => {
    it.each([
      ['an unknown command', ['frobnicate']],
      ['no command at all below a group', ['org']],
      ['a missing option', ['org', 'create', '--name', 'X', '--json']],
      ['an unknown option', ['org', 'list', '--all', '--json']],
      ['a plan that there is not', ['org', 'create', '--name', 'X', '--owner', 'a@example.com', '--plan', 'gold']],
      ['a scope that there is not', ['key', 'create', '--org', 'acme', '--name', 'x', '--scopes', 'root', '--json']],
    ])('%s', async (_what, args) => {
      const result = await holdfast(dataDir, args);
      expect(result).toMatchObject({ exitCode: 2, stdout: '' });
      expect(result.stderr).not.toBe('');
    });
  });

  it('exits with 1 and names the organisation that there is not', async () => {
    const result = await holdfast(dataDir, ['ledger', 'verify', '--org', 'nobody', '--json']);
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toBe('holdfast: No organisation is called nobody.\n');
  });

  it('exits with 1 and names the setting that is not of its form', async () => {
    const result = await holdfast(dataDir, ['org', 'list'], { PORT: 'many' });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('PORT');
  });

  it('is refused, with the holder named, while another process has the folder without taking commands', async () => {
    const lease = new Sqlite(join(dataDir, 'lease.db'));
    lease.exec('BEGIN EXCLUSIVE');
    try {
      const result = await holdfast(dataDir, ['org', 'list', '--json']);
      expect(result).toMatchObject({ exitCode: 1, stdout: '' });
      expect(result.stderr).toMatch(/^holdfast: .*has the data folder/);
    } finally {
      lease.close();
    }
  });
});

describe('holdfast doctor', () => {
  let dataDir: string;
  let port: number;
  const examine = async (env: Record<string, string> = {}) => {
    const result = await holdfast(dataDir, ['doctor', '--json'], { PORT: String(port), ...env });
    const report = JSON.parse(result.stdout) as Doctor;
    return { exitCode: result.exitCode, ok: report.ok, failed: report.checks.filter((check) => !check.ok) };
  };

  beforeAll(async () => {
    dataDir = temporaryDataDir();
    port = await freePort();
    await holdfastJson(dataDir, ['org', 'create', '--name', 'Acme', '--owner', 'ann@example.com']);
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('finds a sound installation in order', async () => {
    expect(await examine()).toEqual({ exitCode: 0, ok: true, failed: [] });
  });

  it('finds files that others may read', async () => {
    const secrets = join(dataDir, 'secrets.json');
    chmodSync(secrets, 0o644);
    const { exitCode, failed } = await examine();
    chmodSync(secrets, 0o600);
    expect(exitCode).toBe(1);
    expect(failed).toEqual([{ name: 'data folder', ok: false, message: expect.stringContaining('secrets.json') }]);
  });

  it('finds a database that does not open', async () => {
    const tenants = join(dataDir, 'tenants');
    const file = readdirSync(tenants, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.db'));
    const damaged = new Sqlite(join(tenants, file ?? ''));
    damaged.close();
    const { writeFileSync, readFileSync } = await import('node:fs');
    const bytes = readFileSync(join(tenants, file ?? ''));
    bytes.fill(0x5a, 0, 64);
    writeFileSync(join(tenants, file ?? ''), bytes);
    const { exitCode, failed } = await examine();
    expect(exitCode).toBe(1);
    expect(failed.length).toBeGreaterThan(0);
    expect(JSON.stringify(failed)).toContain('acme');
  });

  it('makes nothing where nothing has been started', async () => {
    const empty = temporaryDataDir();
    const result = await holdfast(empty, ['doctor', '--json']);
    expect(result.exitCode).toBe(1);
    expect(readdirSync(empty)).toEqual([]);
    rmSync(empty, { recursive: true });
  });

  it('names every setting that production refuses', async () => {
    const { failed } = await examine({ HOLDFAST_ENV: 'production', HOLDFAST_URL: 'http://example.com' });
    const settings = failed.find((check) => check.name === 'settings');
    for (const name of ['HOLDFAST_MASTER_KEY', 'HOLDFAST_URL', 'SMTP_URL', 'CORS_ALLOWED_ORIGINS']) {
      expect(settings?.message).toContain(name);
    }
  });
});
