import { execute } from '#lib/access/execute.ts';
import { readEnvironment } from '#lib/platform/env.ts';
import { newId } from '#lib/platform/ids.ts';
import { runErasure } from '#lib/privacy/persons/run-erasure.ts';
import type { Runtime } from '#lib/runtime.ts';
import { startRuntime } from '#lib/start-runtime.ts';
import type { TenantLease } from '#lib/tenancy/tenancy.ts';
import { projectRoot } from '../support/data-folder.ts';

/**
 * `node erasure-child.ts <data folder> <organisation> <erasure> <point>`: goes on with the erasure of a person and dies by
 * SIGKILL at that point: each durable step has one before it and one after it. Says how many there were, if it lives on.
 */
const [dataDir = '', orgId = '', id = '', dieAt = ''] = process.argv.slice(2);
let points = 0;

function point(): void {
  points += 1;
  if (points === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
}

/** The object's methods of these names with a point before and one after each call. */
function watched<Thing extends object>(thing: Thing, names: readonly string[]): Thing {
  return new Proxy(thing, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const method = value.bind(target) as (...args: unknown[]) => unknown;
      if (!names.includes(String(name))) return method;
      return async (...args: unknown[]) => {
        point();
        const result = await method(...args);
        point();
        return result;
      };
    },
  });
}

const env = readEnvironment({ HOLDFAST_DATA_DIR: dataDir, HOLDFAST_LOG: 'silent' });
const started = await startRuntime({ env, boundOrigin: 'http://127.0.0.1:3000', projectRoot, serving: false });
const { tenancy } = started;
const acquire = tenancy.acquire.bind(tenancy);
Object.assign(tenancy, {
  control: watched(tenancy.control, ['write', 'emptyLog']),
  acquire: async (org: string): Promise<TenantLease> => {
    const lease = await acquire(org);
    return { db: watched(lease.db, ['write', 'emptyLog']), release: () => lease.release() };
  },
});
const objectsOf = started.objects.of;
Object.assign(started as { -readonly [Name in keyof Runtime]: Runtime[Name] }, {
  tombstones: watched(started.tombstones, ['lay']),
  objects: { ...started.objects, of: (org: string) => watched(objectsOf(org), ['remove', 'put']) },
});

for (let done = false; !done; ) {
  const progress = await execute(runErasure, {
    principal: { kind: 'job', orgId, actor: 'usr_test' },
    input: { id },
    request: {
      requestId: newId('req'),
      door: 'job',
      address: 'local',
      userAgent: null,
      cookies: new Map(),
      body: null,
    },
    answer: { setCookie: () => undefined, noteLimit: () => undefined },
  });
  done = progress.done;
}
process.stdout.write(`${points}\n`);
await started.close();
