import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { readEnvironment } from '#lib/platform/env.ts';
import { createExport } from '#lib/privacy/export/create-export.ts';
import { readExport } from '#lib/privacy/export/read-export.ts';
import type { Runtime } from '#lib/runtime.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { fillOrganization, records } from './filled-organization.ts';
import { report, rounded } from './report.ts';

/*
 * An export of an organisation of 1,000,000 records (contacts, deals, activities, interactions), from the request to the
 * archive being ready: once as JSON alone, once with tables and the files for other CRMs; with the memory that it takes above
 * what the process had before, and how long others have to wait for their turn meanwhile.
 */

/** Resident memory after what can be collected was, where the process may say so. */
function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1024 / 1024;
}

async function measure(name: string, org: Awaited<ReturnType<typeof createTestOrganization>>, options: object) {
  const baseline = residentMb();
  let peak = baseline;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1024 / 1024);
  }, 100);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const { id } = await call(createExport, org.owner, options);
  let now = await call(readExport, org.owner, { id });
  for (; now.state === 'queued' || now.state === 'running'; now = await call(readExport, org.owner, { id }))
    await wait(50);
  const seconds = (performance.now() - startedAt) / 1000;
  delay.disable();
  clearInterval(watch);
  if (now.state !== 'ready') throw new Error(`the export ended as ${JSON.stringify(now)}`);
  const spent = process.cpuUsage(cpu);
  report('Export of 1,000,000 records', {
    contents: name,
    seconds: rounded(seconds),
    recordsPerSecond: rounded(records / seconds),
    rowsWritten: now.rowsTotal ?? 0,
    archiveMb: rounded((now.bytes ?? 0) / 1024 / 1024),
    memoryAboveBaselineMb: rounded(peak - baseline),
    processorSeconds: rounded((spent.user + spent.system) / 1e6),
    turnP99Ms: rounded(delay.percentile(99) / 1e6),
    turnMaxMs: rounded(delay.max / 1e6),
  });
}

const dataDir = mkdtempSync(join(tmpdir(), 'holdfast-export-'));
let rt: Runtime | undefined;
try {
  const env = readEnvironment({
    HOLDFAST_DATA_DIR: dataDir,
    HOLDFAST_LOG: 'error',
    AUTH_SECRET: randomBytes(32).toString('hex'),
  });
  rt = await startRuntime({
    env,
    boundOrigin: 'http://127.0.0.1:3000',
    projectRoot: resolve(import.meta.dirname, '../..'),
  });
  const org = await createTestOrganization('Export');
  await fillOrganization(org.orgId);
  await measure('JSON', org, { csv: false });
  await measure('JSON, tables, CRM files', org, { csv: true });
} finally {
  await rt?.close();
  rmSync(dataDir, { recursive: true, force: true });
}
