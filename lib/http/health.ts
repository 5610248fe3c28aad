import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { newId } from '../platform/ids.ts';
import { hasRuntime, type Runtime, runtime } from '../runtime.ts';
import { emptyAnswer, jsonAnswer } from './answers.ts';
import type { ApiAnswer } from './api-message.ts';

/** Liveness: the process answers. It says nothing of databases, so that a full disk does not end in a restart loop. */
export const livenessPath = '/healthz';
/** Readiness: requests would succeed. */
export const readinessPath = '/readyz';

/** Below this, writes are about to fail. */
const freeBytesMin = 32 * 1024 * 1024;
/** Anybody may ask; the checks run once in so long. */
const freshMs = 1_000;

/** Where in its life the process is, as its host knows it. */
export type Phase = 'starting' | 'serving' | 'draining';

type Check = 'ok' | 'failing';

interface Readiness {
  readonly status: 'ready' | 'not ready' | Exclude<Phase, 'serving'>;
  readonly checks: Readonly<Record<'controlDatabase' | 'migrations' | 'disk', Check>> | null;
}

export function livenessAnswer(method: string): ApiAnswer {
  return forMethod(method, 200, { status: 'alive' });
}

/**
 * 200 when the control database answers, no migration is under way and the data folder has room; else 503, also while the
 * process starts or drains. What exactly is wrong stands in the log, not in the answer.
 */
export async function readinessAnswer(method: string, phase: Phase = 'serving'): Promise<ApiAnswer> {
  const readiness = phase === 'serving' ? await currentReadiness() : { status: phase, checks: null };
  return forMethod(method, readiness.status === 'ready' ? 200 : 503, readiness);
}

function forMethod(method: string, status: number, value: unknown): ApiAnswer {
  const id = ['x-request-id', newId('req')] as const;
  if (method === 'GET') return jsonAnswer(status, value, [id]);
  if (method === 'HEAD') return { ...jsonAnswer(status, value, [id]), body: null };
  return emptyAnswer(method === 'OPTIONS' ? 204 : 405, [id, ['allow', 'GET, HEAD, OPTIONS']]);
}

const slot = Symbol.for('holdfast.readiness');
type Remembered = { [slot]?: { readonly at: number; readonly of: Runtime; readonly value: Promise<Readiness> } };

function currentReadiness(): Promise<Readiness> {
  if (!hasRuntime()) return Promise.resolve({ status: 'not ready', checks: null });
  const rt = runtime();
  const kept = globalThis as Remembered;
  const before = kept[slot];
  if (before !== undefined && before.of === rt && performance.now() - before.at < freshMs) return before.value;
  const value = checkAll(rt);
  kept[slot] = { at: performance.now(), of: rt, value };
  return value;
}

async function checkAll(rt: Runtime): Promise<Readiness> {
  const [controlDatabase, migrations, disk] = await Promise.all([
    check(rt, 'control database', () => rt.tenancy.control.get('SELECT id FROM Installation')),
    check(rt, 'migrations', () => noneUnderWay(rt)),
    check(rt, 'disk', () => hasRoom(rt.env.HOLDFAST_DATA_DIR)),
  ]);
  const ready = controlDatabase === 'ok' && migrations === 'ok' && disk === 'ok';
  return { status: ready ? 'ready' : 'not ready', checks: { controlDatabase, migrations, disk } };
}

async function check(rt: Runtime, what: string, body: () => Promise<unknown>): Promise<Check> {
  try {
    await body();
    return 'ok';
  } catch (error) {
    rt.log.error({ err: error, check: what }, 'not ready');
    return 'failing';
  }
}

/** A quarantined organisation does not count: the others are served. */
async function noneUnderWay(rt: Runtime): Promise<void> {
  const row = await rt.tenancy.control.get<{ count: number }>(
    "SELECT count(*) AS count FROM Placement WHERE state = 'migrating'",
  );
  if ((row?.count ?? 0) > 0) throw new Error(`${row?.count} organisations are being migrated`);
}

async function hasRoom(dataDir: string): Promise<void> {
  await access(dataDir, constants.R_OK | constants.W_OK);
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < freeBytesMin) throw new Error(`${bavail * bsize} bytes are free`);
}
