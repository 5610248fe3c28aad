import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { readArchive } from '#lib/privacy/archive/read-archive.ts';
import type { ArchiveAnswer, ArchiveState } from '#lib/privacy/archive/schema.ts';
import { startArchive } from '#lib/privacy/archive/start-archive.ts';
import { uploadArchive } from '#lib/privacy/archive/upload-archive.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { downloaded, madeExport } from '../support/exports.ts';
import { streamOf } from '../support/imports.ts';
import { fillOrganization } from './filled-organization.ts';
import { report, rounded } from './report.ts';

/*
 * An archive of an organisation with 100,000 and with 1,000,000 records (contacts, deals, activities, interactions), taken into
 * another one: the check of every byte and row, then the import of the rows, each with the memory that it takes above what the
 * process had before and how long others have to wait for their turn meanwhile.
 */

/** Resident memory after what can be collected was, where the process may say so. */
function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1024 / 1024;
}

async function measure(
  work: string,
  rows: number,
  run: () => Promise<ArchiveAnswer>,
  over: { readonly busy: ArchiveState; readonly end: ArchiveState; readonly owner: UserPrincipal },
): Promise<ArchiveAnswer> {
  const baseline = residentMb();
  let peak = baseline;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1024 / 1024);
  }, 50);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedAt = performance.now();
  const { id } = await run();
  let now = await call(readArchive, over.owner, { id }, { request: { door: 'cli' } });
  for (; now.state === over.busy; now = await call(readArchive, over.owner, { id }, { request: { door: 'cli' } })) {
    await wait(50);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  delay.disable();
  clearInterval(watch);
  if (now.state !== over.end) throw new Error(`the archive ended as ${JSON.stringify(now)}`);
  report('Taking an archive in', {
    work,
    records: rows,
    seconds: rounded(seconds),
    recordsPerSecond: rounded(rows / seconds),
    memoryAboveBaselineMb: rounded(peak - baseline),
    turnP99Ms: rounded(delay.percentile(99) / 1e6),
    turnMaxMs: rounded(delay.max / 1e6),
  });
  return now;
}

const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-archive-'));
try {
  const env = readEnvironment({
    HOLDFAST_DATA_DIR: dataDir,
    HOLDFAST_LOG: 'error',
    AUTH_SECRET: randomBytes(32).toString('hex'),
  });
  const rt = await startRuntime({
    env,
    boundOrigin: 'http://127.0.0.1:3000',
    projectRoot: resolve(import.meta.dirname, '../..'),
  });
  try {
    for (const share of [0.1, 1]) {
      const from = await createTestOrganization(`From ${share * 100}`);
      const rows = await fillOrganization(from.orgId, share);
      const zip = await downloaded(from.owner, (await madeExport(from.owner, { csv: false })).id);
      const { owner } = await createTestOrganization(`To ${share * 100}`);
      const { id } = await measure(
        'upload and check',
        rows,
        () => call(uploadArchive, owner, {}, { request: { door: 'cli', body: streamOf(zip) } }),
        { busy: 'checking', end: 'ready', owner },
      );
      await measure('import', rows, () => call(startArchive, owner, { id }, { request: { door: 'cli' } }), {
        busy: 'running',
        end: 'done',
        owner,
      });
    }
  } finally {
    await rt.close();
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
