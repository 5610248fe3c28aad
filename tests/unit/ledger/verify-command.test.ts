import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, textOf } from '../../support/damaged-ledger.ts';
import { type ExportReport, standalonePath } from '../../support/holdfast-verify.ts';
import { type RealLedger, realLedger } from '../../support/real-ledger.ts';

let ledger: RealLedger;
let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  ledger = await realLedger(200);
  folder = mkdtempSync(join(tmpdir(), 'holdfast-verify-'));
  const good = textOf(await copyOf(ledger)).toString();
  writeFileSync(path('good.jsonl'), good);
  writeFileSync(path('bad.jsonl'), good.replace('"seq":120,"subject":"con_', '"seq":120,"subject":"con_x'));
  writeFileSync(path('evil.jsonl'), good.replaceAll('holdfast.example.com', '\u009b31m.example.com'));
  writeFileSync(path('filtered.jsonl'), await ledger.exported({ subject: 'con_3' }));
  writeFileSync(path('key.txt'), `${ledger.pinned}\n`);
  for (const { name, note } of ledger.saved) writeFileSync(path(name), note);
});
afterAll(async () => {
  await ledger?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The command in an empty folder, with nothing of the project in its surroundings. */
function run(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [standalonePath, ...args], {
    cwd: folder,
    env: { NODE_ENV: 'production' },
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, stderr };
}

describe('holdfast-verify', () => {
  it('says what was verified, by which key, up to where, and ends with 0', () => {
    const checkpoints = ledger.saved.flatMap(({ name }) => ['--checkpoint', name]);
    const { status, stdout, stderr } = run(['good.jsonl', '--key', 'key.txt', '--org', ledger.orgId, ...checkpoints]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^VERIFIED {2}good\.jsonl\n/);
    expect(stdout).toContain('200: the whole ledger');
    expect(stdout).toContain(
      `${200 - ledger.erased} are what was committed to, ${ledger.erased} erased, 0 not in the file`,
    );
    expect(stdout).toMatch(/head +receipt 200, [0-9a-f]{64}\n/);
    expect(stdout).toMatch(/root +[0-9a-f]{64}\n/);
    expect(stdout).toMatch(/keys +2, each signed by the one before/);
    for (const { name, size } of ledger.saved) expect(stdout).toContain(`${name}, ${size} receipts: agrees`);
  });

  it('names the first problem and its place, and ends with 1', () => {
    const { status, stdout } = run(['bad.jsonl', '--key', ledger.pinned]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^NOT VERIFIED {2}bad\.jsonl\n/);
    expect(stdout).toContain('receipt 120, line 121: The receipt does not match its own hash. [altered]');
    expect(stdout).toContain('119 receipts in order; what follows was not judged');
  });

  it('does not call verified what no pinned key vouches for, nor end with 0', () => {
    const { status, stdout } = run(['good.jsonl']);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^CONSISTENT, NOT VERIFIED/);
    expect(stdout).toContain('No key was pinned');
  });

  it('says where a filtered export leaves a saved checkpoint uncompared, and does not end with 0', () => {
    const { status, stdout } = run(['filtered.jsonl', '--key=key.txt', '--checkpoint', ledger.saved[0]?.name ?? '']);
    expect(status).toBe(3);
    expect(stdout).toContain('chosen by {"subject":"con_3"}');
    expect(stdout).toContain('NOT COMPARED');
  });

  it('answers as JSON, and reads standard input', async () => {
    const { status, stdout } = run(['-', '--json', '--key', 'key.txt'], textOf(await copyOf(ledger)).toString());
    expect(status).toBe(0);
    expect(JSON.parse(stdout) as ExportReport).toMatchObject({ ok: true, pinned: true, receipts: 200, kind: 'full' });
  });

  it.each([
    [[]],
    [['good.jsonl', 'bad.jsonl']],
    [['good.jsonl', '--loud']],
    [['good.jsonl', '--key']],
    [['good.jsonl', '--key', 'good.jsonl']],
    [['good.jsonl', '--key', 'no-such-file']],
    [['no-such-file']],
    [['.']],
    [['good.jsonl', '--consistency', 'key.txt']],
  ])('ends with 2 and a word why when it is asked for what it cannot do: %j', (args) => {
    const { status, stdout, stderr } = run(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^holdfast-verify: ./);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('prints nothing that a terminal would obey', () => {
    const { status, stdout } = run(['evil.jsonl']);
    expect(status).toBe(1);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('explains itself', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--checkpoint <file>') });
  });
});
