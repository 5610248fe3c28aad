import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listFiles } from '#lib/files/list-files.ts';
import { sweepOrphanObjects } from '#lib/files/sweep-orphans.ts';
import { newId } from '#lib/platform/ids.ts';
import { withTenantContext } from '#lib/tenancy/open-context.ts';
import { call, createTestOrganization, keyPrincipal } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/data-folder.ts';
import { filesBelow, filesWith } from '../support/files.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const script = new URL('./files-child.ts', import.meta.url);

let temporary: TemporaryFolder;
let dataDir: string;
let orgId: string;
let rt: TestRuntime | undefined;

beforeEach(async () => {
  temporary = temporaryFolder();
  dataDir = join(temporary.path, 'data');
  rt = await createTestRuntime({ dataDir });
  orgId = (await createTestOrganization('Acme')).orgId;
  await close();
});

afterEach(async () => {
  await close();
  temporary.remove();
});

async function close(): Promise<void> {
  await rt?.close();
  rt = undefined;
}

const objects = () => filesBelow(join(dataDir, 'objects'));

function sweep(): Promise<number> {
  const request = { requestId: newId('req'), door: 'job' as const, address: 'local', userAgent: null };
  return withTenantContext(
    orgId,
    {
      principal: keyPrincipal(orgId),
      request: { ...request, cookies: new Map(), body: null },
      answer: { setCookie: () => undefined, noteLimit: () => undefined, noteReplay: () => undefined },
    },
    sweepOrphanObjects,
  );
}

test('an upload that is killed in the middle leaves half an object aside, sealed, and nothing once we start again', async () => {
  const content = `canary ${newId('fil')} `;
  const child = startChild(script, [dataDir, orgId, 'in the middle', content]);
  expect(await child.ended).toBe('SIGKILL');
  expect(objects()).toHaveLength(1);
  expect(filesWith(dataDir, content)).toEqual([]);
  rt = await createTestRuntime({ dataDir });
  expect(objects()).toEqual([]);
  expect((await call(listFiles, keyPrincipal(orgId))).data).toEqual([]);
});

test('an upload that is killed between object and row is no file; the sweep removes its bytes after an hour', async () => {
  const content = `canary ${newId('fil')} `;
  const child = startChild(script, [dataDir, orgId, 'before the row', content]);
  expect(await child.ended).toBe('SIGKILL');
  rt = await createTestRuntime({ dataDir });
  expect(objects()).toHaveLength(1);
  expect(filesWith(dataDir, content)).toEqual([]);
  expect((await call(listFiles, keyPrincipal(orgId))).data).toEqual([]);
  expect(await sweep()).toBe(0);
  rt.clock.advance(3_601);
  expect(await sweep()).toBe(1);
  expect(objects()).toEqual([]);
});

test('an upload that is not killed is there after a restart', async () => {
  const child = startChild(script, [dataDir, orgId, 'never', 'content']);
  expect(await child.ended).toBe(0);
  rt = await createTestRuntime({ dataDir });
  rt.clock.advance(3_601);
  expect(await sweep()).toBe(0);
  expect((await call(listFiles, keyPrincipal(orgId))).data).toMatchObject([{ name: 'x.txt', bytes: 280_000 }]);
});
