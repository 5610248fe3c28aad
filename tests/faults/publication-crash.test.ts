import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setAlertWebhook } from '#lib/alerts/set-webhook.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { listCheckpoints } from '#lib/ledger/list-checkpoints.ts';
import { updatePublication } from '#lib/ledger/publish/update-publication.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { startChild } from '../support/child.ts';
import { projectRoot } from '../support/data-folder.ts';
import { eventually } from '../support/eventually.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { startWebhookCatcher, type WebhookCatcher } from '../support/webhook-catcher.ts';

let base: string;
let catcher: WebhookCatcher;
let rt: TestRuntime | undefined;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'holdfast-publication-'));
  catcher = await startWebhookCatcher();
});
afterEach(async () => {
  await rt?.close();
  await catcher.close();
  rmSync(base, { recursive: true, force: true });
});

it('a checkpoint that was signed by a process killed before it was handed on is handed on by the next', async () => {
  const dataDir = join(base, 'data');
  const folder = join(base, 'other-disk');
  const env = { LEDGER_CHECKPOINT_DIR: folder, OUTBOUND_LOOPBACK: 'on' } as const;
  rt = await createTestRuntime({ dataDir, env });
  const org = await createTestOrganization('Killed');
  await call(setAlertWebhook, org.owner, { url: catcher.url });
  await call(updatePublication, org.owner, { webhook: true });
  await rt.close();
  rt = await createTestRuntime({ dataDir, env });
  // Written, and not signed: the keeper signs when it stops, so it is kept from it here.
  Object.assign(rt.checkpoints, { stop: async () => undefined });
  for (let n = 0; n < 5; n += 1) await call(createContact, org.owner, { firstName: `Person ${n}` });
  await rt.close();
  rt = undefined;

  const child = startChild(new URL('./publication-child.ts', import.meta.url), [
    dataDir,
    folder,
    org.orgId,
    projectRoot,
  ]);
  expect(await child.ended).toBe('SIGKILL');
  const file = (size: number) => join(folder, org.orgId, `${size}.checkpoint`);
  rt = await createTestRuntime({ dataDir, env });
  const { note, size } = (await call(listCheckpoints, org.owner)).data[0] ?? { note: '', size: 0 };
  expect(size).toBe(7);
  await eventually('the file', () => existsSync(file(size)));
  expect(readFileSync(file(size), 'utf8')).toBe(note);
  const got = await eventually('a call', () => catcher.calls.find(({ body }) => body.includes(`"size":${size}`)));
  expect(JSON.parse(got.body)).toMatchObject({ type: 'ledger.checkpoint', data: { note } });
});
