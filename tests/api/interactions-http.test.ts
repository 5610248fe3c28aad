import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Permission } from '#lib/access/permissions.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { type Got, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let acme: TestOrganization;
let key: string;
let contactId: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
  key = await keyWith(['interactions:read', 'interactions:write']);
  contactId = (await call(createContact, acme.owner, { firstName: 'Ana', email: 'ana@example.com' })).id;
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

async function keyWith(scopes: readonly Permission[]): Promise<string> {
  return (await call(createApiKey, acme.owner, { name: scopes.join(), scopes })).key;
}

interface Asked {
  readonly headers?: Record<string, string>;
  readonly as?: string;
}

function ask(method: string, path: string, body?: unknown, asked: Asked = {}): Promise<Got> {
  const headers = {
    authorization: `Bearer ${asked.as ?? key}`,
    'content-type': 'application/json',
    ...asked.headers,
  };
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  return server.send({ method, path: `/api/v1${path}`, headers, ...(text === undefined ? {} : { body: text }) });
}

const report = (more: Record<string, unknown> = {}) => ({
  email: 'ana@example.com',
  channel: 'web',
  direction: 'inbound',
  occurredAt: '2026-02-28T10:00:00Z',
  ...more,
});
const many = (count: number, more: Record<string, unknown> = {}) => Array.from({ length: count }, () => report(more));
const receiptCount = async () => (await ledgerOf(acme.orgId)).length;

describe('POST /interactions', () => {
  test('201 with Location; 200 for the same again; 409 when it contradicts; 204 and 404 once it is deleted', async () => {
    const made = await ask('POST', '/interactions', report({ externalId: 'h-1' }));
    expect(made.status).toBe(201);
    const { duplicate, ...stored } = JSON.parse(made.text);
    expect([duplicate, stored.contactId]).toEqual([false, contactId]);
    const own = `/interactions/${stored.id}`;
    expect(made.headers.get('location')).toBe(`/api/v1${own}`);

    const again = await ask('POST', '/interactions', report({ externalId: 'h-1' }));
    expect([again.status, again.headers.get('location')]).toEqual([200, `/api/v1${own}`]);
    expect(JSON.parse(again.text)).toEqual({ ...stored, duplicate: true });

    const other = await ask('POST', '/interactions', report({ externalId: 'h-1', channel: 'sms' }));
    expect(other.status).toBe(409);
    expect(JSON.parse(other.text)).toMatchObject({
      code: 'conflict',
      interactionId: stored.id,
      errors: [{ path: 'externalId' }],
    });

    expect(JSON.parse((await ask('GET', own)).text)).toEqual(stored);
    const listed = JSON.parse((await ask('GET', `/interactions?contactId=${contactId}&channel=web&limit=100`)).text);
    expect(listed.data).toContainEqual(stored);
    expect((await ask('PATCH', own, { channel: 'sms' })).status).toBe(405);
    expect((await ask('DELETE', own)).status).toBe(204);
    expect((await ask('GET', own)).status).toBe(404);
  });

  test('400 naming the field, for members that no report has and for metadata that pollutes', async () => {
    const unknown = await ask('POST', '/interactions', report({ colour: 'red' }));
    expect([unknown.status, unknown.text.includes('colour')]).toEqual([400, true]);
    const metadata = '{"channel":"web","metadata":{"__proto__":{"admin":true}}}';
    const polluting = await ask('POST', '/interactions', metadata);
    expect([polluting.status, JSON.parse(polluting.text).code]).toEqual([400, 'malformed_body']);
  });

  test('403 without the scope; a scope to write is none to read', async () => {
    const reader = { as: await keyWith(['interactions:read']) };
    const writer = { as: await keyWith(['interactions:write']) };
    const before = await receiptCount();
    for (const [method, path, body] of [
      ['POST', '/interactions', report()],
      ['POST', '/interactions/batch', { items: [report()] }],
      ['DELETE', '/interactions/int_nobody', undefined],
    ] as const) {
      const refusedAnswer = await ask(method, path, body, reader);
      expect(refusedAnswer.status, path).toBe(403);
      expect(JSON.parse(refusedAnswer.text).permission).toBe('interactions:write');
    }
    expect((await ask('GET', '/interactions', undefined, writer)).status).toBe(403);
    expect((await ask('GET', '/interactions', undefined, reader)).status).toBe(200);
    expect(await receiptCount()).toBe(before);
    expect((await ask('POST', '/interactions', report(), writer)).status).toBe(201);
  });

  test('an Idempotency-Key answers the same again, whether it was created, a duplicate or a batch', async () => {
    const said = report({ externalId: 'h-idem' });
    const requests = [
      ['/interactions', said, 'one', 201],
      ['/interactions', said, 'two', 200],
      ['/interactions/batch?partial=true', { items: [said, report(), report({ channel: 'fax' })] }, 'three', 201],
      ['/interactions/batch', { items: [said] }, 'four', 200],
    ] as const;
    for (const [path, body, name, status] of requests) {
      const headers = { 'idempotency-key': `interactions-${name}` };
      const first = await ask('POST', path, body, { headers });
      expect([first.status, first.headers.get('idempotency-replayed')], name).toEqual([status, null]);
      const before = await receiptCount();
      const again = await ask('POST', path, body, { headers });
      expect([again.status, again.headers.get('idempotency-replayed')], name).toEqual([status, 'true']);
      expect(again.text).toBe(first.text);
      expect(await receiptCount()).toBe(before);
    }
  });
});

describe('POST /interactions/batch', () => {
  test('201 for 100 at once, under one receipt; 200 where nothing had to be created', async () => {
    const before = await receiptCount();
    const items = Array.from({ length: 100 }, (_, index) => report({ externalId: `b-${index}` }));
    const made = await ask('POST', '/interactions/batch', { items });
    expect([made.status, JSON.parse(made.text).created]).toEqual([201, 100]);
    expect(await receiptCount()).toBe(before + 1);
    const again = await ask('POST', '/interactions/batch', { items });
    expect([again.status, JSON.parse(again.text).duplicates]).toEqual([200, 100]);
    expect(await receiptCount()).toBe(before + 1);
  });

  test('400 for 101, for none, and for what is no list', async () => {
    const before = await receiptCount();
    for (const items of [many(101), [], 'text', undefined]) {
      const answer = await ask('POST', '/interactions/batch', { items });
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text).errors[0].path).toBe('items');
    }
    expect(await receiptCount()).toBe(before);
  });

  test('400 names the items that are wrong; with ?partial=true the others are stored', async () => {
    const items = [report(), report({ channel: 'fax' })];
    const whole = await ask('POST', '/interactions/batch', { items });
    expect([whole.status, JSON.parse(whole.text).errors.map(({ path }: { path: string }) => path)]).toEqual([
      400,
      ['items.1.channel'],
    ]);
    const partial = await ask('POST', '/interactions/batch?partial=true', { items });
    expect(partial.status).toBe(201);
    expect(JSON.parse(partial.text)).toMatchObject({ created: 1, refused: 1 });
    const none = await ask('POST', '/interactions/batch?partial=true', { items: [report({ channel: 'fax' })] });
    expect([none.status, JSON.parse(none.text).refused]).toEqual([200, 1]);
    expect((await ask('POST', '/interactions/batch?partial=perhaps', { items })).status).toBe(400);
  });

  test('takes 5 MB and not a byte more, with what each item may hold at most', async () => {
    const text = JSON.stringify({ items: many(98, { body: 'x'.repeat(50_000) }) });
    const full = text.padEnd(5_000_000, ' ');
    expect(text.length).toBeLessThan(full.length);
    expect((await ask('POST', '/interactions/batch', full)).status).toBe(201);
    const before = await receiptCount();
    const over = await ask('POST', '/interactions/batch', `${full} `);
    expect([over.status, JSON.parse(over.text)]).toEqual([
      413,
      expect.objectContaining({ code: 'body_too_large', bytesMax: 5_000_000 }),
    ]);
    expect(await receiptCount()).toBe(before);
  });

  test('one by one, 1 MB is the most', async () => {
    const full = JSON.stringify(report()).padEnd(1_000_000, ' ');
    expect((await ask('POST', '/interactions', full)).status).toBe(201);
    expect((await ask('POST', '/interactions', `${full} `)).status).toBe(413);
  });
});
