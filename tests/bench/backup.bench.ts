// node tests/bench/backup.bench.ts [organisations] [receipts of each]
// Measures backups and restores on this machine and this disk, and prints one JSON object on stdout.
import { join } from 'node:path';
import { appendReceipt } from '#lib/ledger/append.ts';
import { temporaryFolder } from '../support/data-folder.ts';
import { openTestTenancy } from '../support/tenancy.ts';
import { backupsOfTenancy } from '../support/tenancy-backups.ts';

const organisations = Number(process.argv[2] ?? 1_000);
const receipts = Number(process.argv[3] ?? 20);

async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const started = performance.now();
  const result = await work();
  return { seconds: Math.round(performance.now() - started) / 1_000, result };
}

/** The longest that a timer was late while `work` went on: what a request would have waited for. */
async function lagDuring<T>(work: () => Promise<T>): Promise<{ readonly lagMs: number; readonly result: T }> {
  let lagMs = 0;
  let due = performance.now() + 10;
  const timer = setInterval(() => {
    lagMs = Math.max(lagMs, performance.now() - due);
    due = performance.now() + 10;
  }, 10);
  try {
    return { result: await work(), lagMs: Math.round(lagMs) };
  } finally {
    clearInterval(timer);
  }
}

const temporary = temporaryFolder();
const opened = await openTestTenancy({ dataDir: join(temporary.path, 'data') });
try {
  const backups = backupsOfTenancy(opened);
  const ids: string[] = [];
  const write = (orgId: string, count: number) =>
    opened.use(orgId, (db) =>
      db.write(async (tx) => {
        for (let made = 0; made < count; made += 1) {
          const draft = { action: 'contact.created', subject: orgId, detail: { made } };
          await appendReceipt(tx, draft, { orgId, actor: 'bench', at: new Date() });
        }
      }),
    );
  for (let made = 0; made < organisations; made += 1) {
    const orgId = await opened.createOrg();
    await write(orgId, receipts);
    ids.push(orgId);
  }
  const first = await lagDuring(() => timed(() => backups.take()));
  const unchanged = await timed(() => backups.take());
  for (const orgId of ids.slice(0, Math.ceil(organisations / 10))) await write(orgId, 1);
  const tenth = await timed(() => backups.take());
  const examined = await timed(() => backups.examine('latest'));
  const restored = await timed(() =>
    backups.restoreInto('latest', { into: join(temporary.path, 'restored'), partly: false }),
  );
  const one = await timed(() =>
    backups.restoreOrganization({ orgId: ids[0] as string, wanted: 'latest', actor: 'operator' }),
  );
  const bytes = first.result.result.organizations.reduce((sum, copy) => sum + copy.bytes, 0);
  const report = {
    ...{ organisations, receiptsOfEach: receipts, mib: Math.round(bytes / 1024 ** 2) },
    backupSeconds: first.result.seconds,
    longestLagMs: first.lagMs,
    unchangedSeconds: unchanged.seconds,
    oneTenthChangedSeconds: tenth.seconds,
    checkSeconds: examined.seconds,
    restoreFolderSeconds: restored.seconds,
    restoreOneSeconds: one.seconds,
    problems: examined.result.found.problems.length,
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await opened.close();
  temporary.remove();
}
