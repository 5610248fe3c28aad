import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { generateKey } from '#lib/api-keys/key-format.ts';
import { readApiKey } from '#lib/api-keys/read-key.ts';
import { revokeApiKey } from '#lib/api-keys/revoke-key.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { readReceipt } from '#lib/ledger/read-receipt.ts';
import { call, createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send, withoutRequestId } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const create = (input: object = {}) => call(createApiKey, acme.owner, { name: 'Sync', scopes: ['*'], ...input });
let network = 0;
const fresh = () => {
  network += 1;
  return `198.51.100.${network}`;
};
const report = (token: string, source?: string, address = fresh()) =>
  send('POST /key-leaks', { body: { token, ...(source === undefined ? {} : { source }) }, address });
const statusOf = async (key: string) => (await send('GET /me', { key, address: fresh() })).status;
const receiptsOf = async (subject: string) => (await call(listReceipts, acme.owner, { subject })).data;
const mailAbout = (prefix: string) => rt.mailbox().filter(({ text }) => text.includes(prefix));

describe('a report of a leaked key', () => {
  it('202: revokes it at once, and tells the ledger, the audit log, and owners and admins', async () => {
    const made = await create({ name: 'Warehouse' });
    const admin = await createTestMember(acme.orgId, 'admin');
    await createTestMember(acme.orgId, 'member');
    expect(await statusOf(made.key)).toBe(200);
    const answer = await report(made.key, 'https://gist.example/1');
    expect([answer.status, answer.json]).toEqual([202, { status: 'received' }]);
    expect(await statusOf(made.key)).toBe(401);
    const row = await call(readApiKey, acme.owner, { id: made.id });
    expect(row).toMatchObject({ state: 'revoked', revokedFor: 'leak' });
    const [leaked] = await receiptsOf(made.id);
    expect(leaked).toMatchObject({ action: 'apiKey.leaked', actor: 'anonymous' });
    const { opening } = await call(readReceipt, acme.owner, { seq: leaked?.seq });
    expect(JSON.parse(opening?.detail ?? '')).toEqual({
      name: 'Warehouse',
      prefix: made.prefix,
      source: 'https://gist.example/1',
    });
    await expect.poll(() => mailAbout(made.prefix).length, { timeout: 15_000 }).toBe(2);
    const mails = mailAbout(made.prefix);
    expect(mails.map(({ to }) => to).sort()).toEqual([acme.owner.email, admin.email].sort());
    // What a stranger wrote is not carried into anybody's mail.
    for (const mail of mails) expect(JSON.stringify(mail)).not.toMatch(/gist\.example/);
    expect(JSON.stringify([mails, opening, row])).not.toContain(made.key.slice(16));
  });

  it('202: keeps no key that a reporter writes where it does not belong', async () => {
    const [leaked, other] = [await create(), await create()];
    const address = fresh();
    expect((await report(leaked.key, `https://paste.example/?a=${leaked.key}&b=${other.key}`, address)).status).toBe(
      202,
    );
    expect(
      (await send('GET /me', { key: 'guess', userAgent: `sync/1.0 ${other.key.toLowerCase()}`, address })).status,
    ).toBe(401);
    const [receipt] = await receiptsOf(leaked.id);
    const { opening } = await call(readReceipt, acme.owner, { seq: receipt?.seq });
    const events = await rt.tenancy.control.all('SELECT * FROM AuditEvent WHERE address = ?', [address]);
    const kept = JSON.stringify([opening, events]);
    expect(kept).toContain(`paste.example/?a=${leaked.key.slice(0, 16)}…&b=${other.key.slice(0, 16)}…`);
    expect(kept).toContain('sync/1.0 ck_live_');
    for (const { key } of [leaked, other]) expect(kept.toUpperCase()).not.toContain(key.slice(16));
  });

  it('202: answers the same bytes whatever is reported', async () => {
    const good = await create();
    const revoked = await create();
    await call(revokeApiKey, acme.owner, { id: revoked.id });
    const tokens = [
      good.key,
      good.key,
      revoked.key,
      generateKey('live').text,
      `${good.key.slice(0, 16)}${generateKey('live').text.slice(16)}`,
      'not a key at all',
      `ck_live_${'U'.repeat(26)}`,
    ];
    const answers = [];
    for (const token of tokens) answers.push(withoutRequestId(await report(token)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await call(readApiKey, acme.owner, { id: revoked.id })).toMatchObject({ revokedFor: 'request' });
  });

  it('does nothing more the second time, nor when ten come at once', async () => {
    const { key, id, prefix } = await create();
    await Promise.all(Array.from({ length: 10 }, () => report(key)));
    await report(key);
    expect((await receiptsOf(id)).map(({ action }) => action)).toEqual(['apiKey.leaked', 'apiKey.created']);
    await expect.poll(() => mailAbout(prefix).length, { timeout: 15_000 }).toBeGreaterThan(0);
    await expect
      .poll(() => rt.tenancy.control.get('SELECT 1 FROM Job WHERE subject = ?', [id]), { timeout: 15_000 })
      .toBeUndefined();
    expect(mailAbout(prefix).filter(({ to }) => to === acme.owner.email)).toHaveLength(1);
  });

  it('reads a key as people pass it on', async () => {
    const spellings = [
      (key: string) => ` ${key}\n`,
      (key: string) => key.toLowerCase(),
      (key: string) => `${key.slice(0, 8)}${key.slice(8).replaceAll('0', 'o').replaceAll('1', 'L')}`,
      (key: string) => `Authorization: Bearer ${key}`,
      (key: string) => `API_KEY="${key}"`,
    ];
    for (const spell of spellings) {
      const { key } = await create();
      expect((await report(spell(key))).status).toBe(202);
      expect(await statusOf(key)).toBe(401);
    }
  });

  it('leaves a key alone that only begins like the one reported', async () => {
    const { key } = await create();
    await report(`${key.slice(0, 16)}${generateKey('live').text.slice(16)}`);
    expect(await statusOf(key)).toBe(200);
  });

  it('400, 429: is bounded in size and number, and needs nobody to sign in', async () => {
    expect((await send('POST /key-leaks', { body: { token: 'x'.repeat(201) }, address: fresh() })).status).toBe(400);
    expect((await send('POST /key-leaks', { body: {}, address: fresh() })).status).toBe(400);
    expect((await report('x', 'a\u0000b')).status).toBe(400);
    const address = fresh();
    const { limit } = limits['keyLeaks.report'];
    const statuses = await Promise.all(
      Array.from({ length: limit + 5 }, async () => (await report('nothing', undefined, address)).status),
    );
    expect(statuses.filter((status) => status === 202)).toHaveLength(limit);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });
});
