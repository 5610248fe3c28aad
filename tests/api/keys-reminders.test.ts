import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { askForReminders } from '#lib/api-keys/reminders.ts';
import { revokeApiKey } from '#lib/api-keys/revoke-key.ts';
import { rotateApiKey } from '#lib/api-keys/rotate-key.ts';
import { updateApiKey } from '#lib/api-keys/update-key.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { isoAfter } from '#lib/platform/clock.ts';
import { fail } from '#lib/platform/errors.ts';
import {
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  type TestOrganization,
} from '../support/call.ts';
import { temporaryFolder } from '../support/data-folder.ts';
import { createTestClock } from '../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const day = 86_400;
const folder = temporaryFolder();
const dataDir = join(folder.path, 'data');
const clock = createTestClock();
let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ dataDir, clock });
  acme = await createTestOrganization('Acme');
});
afterAll(async () => {
  await rt.close();
  folder.remove();
});

const create = (days: number) =>
  call(createApiKey, justSignedIn(acme.owner), {
    name: 'Sync',
    scopes: ['*'],
    expiresAt: isoAfter(clock.now(), days * day),
  });
const subjects = (prefix: string) =>
  rt
    .mailbox()
    .filter(({ text }) => text.includes(prefix))
    .map(({ subject }) => subject)
    .reverse();
/** What the schedule does every ten minutes, and the work that it asks for. */
async function look(): Promise<void> {
  await askForReminders(rt);
  await expect
    .poll(() => rt.tenancy.control.get("SELECT 1 FROM Job WHERE kind = 'apiKeys.remind'"), { timeout: 15_000 })
    .toBeUndefined();
}

describe('reminders of a key that expires', () => {
  it('reach owners and admins 14 and 3 days before and at the end, each once, with a receipt', async () => {
    const made = await create(40);
    const admin = await createTestMember(acme.orgId, 'admin');
    await createTestMember(acme.orgId, 'viewer');
    await look();
    expect(subjects(made.prefix)).toEqual([]);
    const expected: string[] = [];
    for (const [days, subject] of [
      [26, 'An API key expires within 14 days'],
      [11, 'An API key expires within 3 days'],
      [3, 'An API key has expired'],
    ] as const) {
      clock.advance(days * day);
      await look();
      await look();
      expected.push(subject, subject);
      expect(subjects(made.prefix)).toEqual(expected);
    }
    const { data } = await call(listReceipts, acme.owner, { subject: made.id });
    expect(data.map(({ action, actor }) => `${action} by ${actor}`)).toEqual([
      'apiKey.reminded by system',
      'apiKey.reminded by system',
      'apiKey.reminded by system',
      `apiKey.created by ${acme.owner.userId}`,
    ]);
    const to = rt.mailbox().map((mail) => mail.to);
    expect(new Set(to)).toEqual(new Set([acme.owner.email, admin.email]));
  });

  it('survive a restart: what was sent is not sent again, what is due is sent by the next process', async () => {
    const made = await create(20);
    clock.advance(10 * day);
    await look();
    const sent = subjects(made.prefix);
    expect(new Set(sent)).toEqual(new Set(['An API key expires within 14 days']));
    await rt.close();
    clock.advance(8 * day);
    rt = await createTestRuntime({ dataDir, clock });
    // Without being asked: a process looks as it starts.
    await expect.poll(() => subjects(made.prefix).length, { timeout: 15_000 }).toBe(2 * sent.length);
    await look();
    expect(subjects(made.prefix).slice(sent.length)).toEqual(sent.map(() => 'An API key expires within 3 days'));
  });

  it('come back when no mail could be sent, until one is', async () => {
    const made = await create(20);
    clock.advance(10 * day);
    const { send } = rt.mailer;
    Object.assign(rt.mailer, { send: () => Promise.reject(fail('mail_unavailable')) });
    await askForReminders(rt);
    await expect
      .poll(() => rt.tenancy.control.get('SELECT attempts, state FROM Job WHERE subject = ?', [made.id]), {
        timeout: 15_000,
      })
      .toEqual({ attempts: 1, state: 'queued' });
    expect(subjects(made.prefix)).toEqual([]);
    Object.assign(rt.mailer, { send });
    clock.advance(60);
    await look();
    expect(new Set(subjects(made.prefix))).toEqual(new Set(['An API key expires within 14 days']));
  });

  it('are none for keys that were revoked or rotated, and begin anew with another expiry', async () => {
    const [revoked, rotated, moved] = await Promise.all([create(20), create(20), create(60)]);
    await call(revokeApiKey, acme.owner, { id: revoked.id });
    await call(rotateApiKey, justSignedIn(acme.owner), { id: rotated.id, graceSeconds: 30 * day });
    clock.advance(47 * day);
    await look();
    expect([subjects(revoked.prefix), subjects(rotated.prefix)]).toEqual([[], []]);
    expect(new Set(subjects(moved.prefix))).toEqual(new Set(['An API key expires within 14 days']));
    const before = subjects(moved.prefix).length;
    await call(updateApiKey, acme.owner, { id: moved.id, expiresAt: isoAfter(clock.now(), 5 * day) });
    await look();
    expect(subjects(moved.prefix).slice(before)).toContain('An API key expires within 14 days');
  });
});
