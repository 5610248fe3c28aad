import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#lib/access/limits.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { generateKey } from '#lib/api-keys/key-format.ts';
import { readApiKey } from '#lib/api-keys/read-key.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { send, withoutRequestId } from './send.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const create = () => call(createApiKey, justSignedIn(acme.owner), { name: 'Sync', scopes: ['*'] });
let network = 0;
const fresh = () => {
  network += 1;
  return `198.51.100.${network}`;
};
const exposures = async (subject: string) =>
  (await call(listReceipts, acme.owner, { subject })).data.filter(({ action }) => action === 'apiKey.exposed');
const mailAbout = (prefix: string) => rt.mailbox().filter(({ text }) => text.includes(prefix));

describe('a key in the address of a request', () => {
  it.each([
    ['the query', (key: string) => `GET /me?api_key=${key}`],
    ['the name of a parameter', (key: string) => `GET /me?${key}=1`],
    ['the path', (key: string) => `GET /contacts/${key}`],
    ['a path that there is not', (key: string) => `GET /nothing/${key}`],
    ['an operation open to anybody', (key: string) => `POST /key-leaks?token=${key}`],
    ['another method than the path takes', (key: string) => `PUT /me?key=${key}`],
    ['lower case', (key: string) => `GET /me?key=${key.toLowerCase()}`],
    ['escapes', (key: string) => `GET /me?key=%63%6B%5F${key.slice(3)}`],
    ['escaped escapes', (key: string) => `GET /me?next=${encodeURIComponent(`/x?key=${key.replaceAll('_', '%5F')}`)}`],
    ['a longer word', (key: string) => `GET /me?key=x${key}x`],
  ])(
    '400: in %s it is refused, receipted and told to its owners, though the header is right',
    async (_what, target) => {
      const made = await create();
      const answer = await send(target(made.key), { key: made.key, address: fresh() });
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ code: 'invalid_input' });
      expect(answer.text.toUpperCase()).not.toContain(made.prefix);
      expect(await exposures(made.id)).toHaveLength(1);
      await expect.poll(() => mailAbout(made.prefix).length, { timeout: 15_000 }).toBe(1);
      expect(mailAbout(made.prefix)[0]?.to).toBe(acme.owner.email);
      // It is told, not revoked: whoever can send it like this could stop it with a report.
      expect(await call(readApiKey, acme.owner, { id: made.id })).toMatchObject({
        state: 'active',
        exposedAt: rt.clock.now().toISOString(),
      });
    },
  );

  it('answers the same bytes whether it is a key or not', async () => {
    const { key } = await create();
    const tokens = [key, key, generateKey('live').text, `${key.slice(0, 16)}${generateKey('live').text.slice(16)}`];
    const answers = [];
    for (const token of [...tokens, `ck_live_${'U'.repeat(26)}`]) {
      answers.push(withoutRequestId(await send(`GET /me?key=${token}`, { address: fresh() })));
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('is receipted and mailed once a day, and noted in the audit log each time', async () => {
    const { key, id, prefix } = await create();
    const ask = () => send(`GET /me?key=${key}`, { address: fresh() });
    await Promise.all([ask(), ask(), ask(), ask()]);
    await ask();
    expect(await exposures(id)).toHaveLength(1);
    const noted = await rt.tenancy.control.all(
      "SELECT reason, orgId FROM AuditEvent WHERE action = 'apiKey.expose' AND detail LIKE ?",
      [`%${id}%`],
    );
    expect(noted).toEqual(Array.from({ length: 5 }, () => ({ reason: 'key_in_address', orgId: acme.orgId })));
    await expect.poll(() => mailAbout(prefix).length, { timeout: 15_000 }).toBe(1);
    rt.clock.advance(86_400);
    await ask();
    expect(await exposures(id)).toHaveLength(2);
    await expect.poll(() => mailAbout(prefix).length, { timeout: 15_000 }).toBe(2);
  });

  it('429: counts as an attempt of the address that sent it', async () => {
    const address = fresh();
    const { limit } = limits['api.unauthenticated'];
    const targets = Array.from({ length: limit + 10 }, () => `GET /me?key=${generateKey('live').text}`);
    const statuses = await Promise.all(targets.map(async (target) => (await send(target, { address })).status));
    expect(statuses.filter((status) => status === 400)).toHaveLength(limit);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    expect((await send('GET /me', { key: 'guess', address })).status).toBe(429);
  });

  it('400: is refused and told at our own server wherever it is sent to, and no page sees it', async () => {
    const pages: string[] = [];
    const own = await startOwnServer(rt, {
      pages: async (request, response) => {
        pages.push(request.url ?? '');
        response.end('a page');
      },
    });
    try {
      for (const place of [
        '/contacts?api_key=',
        '/?key=',
        '/api/v2/me?key=',
        '/internal/metrics?key=',
        '//api/v1/me?k=',
      ]) {
        const { key, id } = await create();
        const got = await own.send({ path: `${place}${key}`, headers: { host: new URL(rt.origin).host } });
        expect([place, got.status]).toEqual([place, 400]);
        expect(JSON.parse(got.text)).toMatchObject({ code: 'invalid_input' });
        expect(await exposures(id)).toHaveLength(1);
      }
      expect(pages).toEqual([]);
    } finally {
      await own.close();
    }
  });

  it('leaves no trace of the secret in the audit log or the ledger', async () => {
    const { key, id } = await create();
    await send(`GET /me?key=${key}`, { address: fresh() });
    const events = await rt.tenancy.control.all('SELECT * FROM AuditEvent');
    const lease = await rt.tenancy.acquire(acme.orgId);
    const details = await lease.db.all('SELECT * FROM ReceiptDetail');
    lease.release();
    expect(await exposures(id)).toHaveLength(1);
    expect(JSON.stringify([events, details])).not.toContain(key.slice(16));
  });
});
