import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readImport } from '#lib/crm/import/read-import.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import { call, keyPrincipal } from '../support/call.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime } from '../support/test-runtime.ts';

const script = join(import.meta.dirname, '../support/import-process.ts');
const rows = 8_000;

let folder: TemporaryFolder;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  folder.remove();
});

interface Progress {
  readonly orgId: string;
  readonly id: string;
  readonly state: string;
  readonly rowsDone: number;
}

/** Lets a process work on the import until `enough`, then kills it as a power cut would. */
async function workUntil(enough: (first: Progress, now: Progress) => boolean): Promise<readonly Progress[]> {
  const child = spawn(process.execPath, [script, folder.path, String(rows)], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const seen: Progress[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const now = JSON.parse(line) as Progress;
    seen.push(now);
    if (enough(seen[0] ?? now, now)) child.kill('SIGKILL');
  }
  await ended;
  if (seen.length === 0) throw new Error(`the process did nothing: ${stderr}`);
  return seen;
}

test('an import killed again and again goes on after the last acknowledged batch, and imports each row once', async () => {
  let acknowledged = 0;
  let last: Progress | undefined;
  for (let kill = 0; kill < 3; kill += 1) {
    const seen = await workUntil((first, now) => now.rowsDone >= first.rowsDone + 1_000 + kill * 400);
    // What one process said was done, the next one finds done.
    expect(seen[0]?.rowsDone).toBeGreaterThanOrEqual(acknowledged);
    last = seen.at(-1);
    acknowledged = last?.rowsDone ?? 0;
    expect(last?.state).toBe('running');
  }
  expect(acknowledged).toBeGreaterThan(0);
  const end = (await workUntil(() => false)).at(-1);
  expect(end).toMatchObject({ state: 'done', rowsDone: rows, id: last?.id });

  const rt = await createTestRuntime({ dataDir: folder.path });
  try {
    const orgId = end?.orgId ?? '';
    const principal = keyPrincipal(orgId);
    expect(await call(readImport, principal, { id: end?.id })).toMatchObject({
      rowsCreated: rows,
      rowsUpdated: 0,
      rowsSkipped: 0,
      rowsRejected: 0,
    });
    const lease = await rt.tenancy.acquire(orgId);
    const counted = await lease.db.get<{ contacts: number; emails: number; pieces: number }>(
      `SELECT count(*) AS contacts, count(DISTINCT email) AS emails, (SELECT count(*) FROM ImportChunk) AS pieces
         FROM Contact`,
    );
    lease.release();
    expect(counted).toEqual({ contacts: rows, emails: rows, pieces: 0 });

    expect(await call(verifyOwnLedger, { kind: 'operator', orgId }, {})).toMatchObject({ ok: true });
    const batches = (await ledgerOf(orgId))
      .filter((receipt) => receipt.action === 'contacts.imported')
      .map((receipt) => receipt.detail as { fromRow: number; toRow: number; created: number });
    expect(batches.reduce((sum, batch) => sum + batch.created, 0)).toBe(rows);
    for (const [index, batch] of batches.entries()) expect(batch.fromRow).toBe((batches[index - 1]?.toRow ?? 1) + 1);
    expect(batches.at(-1)?.toRow).toBe(rows + 1);
  } finally {
    await rt.close();
  }
});
