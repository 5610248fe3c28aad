import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { sessionCookieName } from '#lib/identity/session-cookies.ts';
import { signSessionToken } from '#lib/identity/session-token.ts';
import { newId } from '#lib/platform/ids.ts';
import { type Got, nextHost, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let own: OwnServer;
let acme: TestOrganization;
let globex: TestOrganization;
let secret: string;
let other: string;
let theirs: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  own = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
  globex = await createTestOrganization('Globex');
  secret = (await call(createApiKey, justSignedIn(acme.owner), { name: 'one', scopes: ['*'] })).key;
  other = (await call(createApiKey, justSignedIn(acme.owner), { name: 'two', scopes: ['*'] })).key;
  theirs = (await call(createApiKey, justSignedIn(globex.owner), { name: 'one', scopes: ['*'] })).key;
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly key: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

function ask(asked: Asked, host: { send: OwnServer['send'] } = own): Promise<Got> {
  const { method = 'POST', path = '/contacts', body = '{"firstName":"Ann"}', key, token = secret } = asked;
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
    ...asked.headers,
  };
  return host.send({ method, path: `/api/v1${path}`, headers, ...(method === 'GET' ? {} : { body }) });
}

const codeOf = (got: Got) => (got.status < 400 ? got.status : JSON.parse(got.text).code);

/** What of an answer must be the same when it is given again. */
const told = ({ status, headers, text }: Got) => ({
  status,
  text,
  location: headers.get('location'),
  etag: headers.get('etag'),
  type: headers.get('content-type'),
});

async function count(org: TestOrganization, sql: string): Promise<number> {
  const lease = await rt.tenancy.acquire(org.orgId);
  try {
    return (await lease.db.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`))?.n ?? 0;
  } finally {
    lease.release();
  }
}

describe('a creation sent twice with one Idempotency-Key', () => {
  it('creates once and is answered the same, byte for byte, by whichever host', async () => {
    for (const [first, second] of [
      [own, nextHost],
      [nextHost, own],
    ] as const) {
      const key = newId('req');
      const made = await ask({ key }, first);
      expect(made.status).toBe(201);
      expect(made.headers.get('idempotency-replayed')).toBeNull();
      const again = await ask({ key: `"${key}"` }, second);
      expect(told(again)).toEqual(told(made));
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(again.headers.get('x-request-id')).not.toBe(made.headers.get('x-request-id'));
      expect(await count(acme, `Receipt WHERE subject = '${JSON.parse(made.text).id}'`)).toBe(1);
    }
  });

  it('with the members in another order, or compressed, is the same request; with another value it is refused', async () => {
    const key = newId('req');
    const made = await ask({ key, body: '{"firstName":"Ann","lastName":"Lee"}' });
    expect(told(await ask({ key, body: '{ "lastName": "Lee", "firstName": "Ann" }' }))).toEqual(told(made));
    const changed = await ask({ key, body: '{"firstName":"Ann","lastName":"Li"}' });
    expect([changed.status, codeOf(changed)]).toEqual([422, 'idempotency_mismatch']);
    const elsewhere = await ask({ key, path: '/deals', body: '{"title":"Deal"}' });
    expect(codeOf(elsewhere)).toBe('idempotency_mismatch');
  });

  it('twenty times at once makes one contact with one receipt', async () => {
    const key = newId('req');
    const marker = `Twenty ${key}`;
    const body = JSON.stringify({ firstName: marker });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask({ key, body }, n % 2 === 0 ? own : nextHost)),
    );
    expect(answers.every((got) => [201, 'idempotency_running'].includes(codeOf(got)))).toBe(true);
    const made = answers.filter((got) => got.status === 201);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const busy of answers.filter((got) => got.status === 409)) expect(busy.headers.get('retry-after')).toBe('1');
    expect(await count(acme, `Contact WHERE firstName = '${marker}'`)).toBe(1);
    expect(await count(acme, `Receipt WHERE subject = '${JSON.parse(made[0]?.text ?? '{}').id}'`)).toBe(1);
    expect(told(await ask({ key, body }))).toEqual(told(made[0] as Got));
  });

  it('by another key, or in another organisation, is a creation of its own', async () => {
    const key = newId('req');
    const ids = [];
    for (const token of [secret, other, theirs]) ids.push(JSON.parse((await ask({ key, token })).text).id);
    expect(new Set(ids).size).toBe(3);
    expect(await count(globex, `Contact WHERE id = '${ids[2]}'`)).toBe(1);
  });

  it('is forgotten after 24 hours', async () => {
    const key = newId('req');
    const { id } = JSON.parse((await ask({ key })).text);
    rt.clock.advance(24 * 3_600 - 1);
    expect(JSON.parse((await ask({ key })).text).id).toBe(id);
    rt.clock.advance(1);
    expect(JSON.parse((await ask({ key })).text).id).not.toBe(id);
  });

  it('that was refused is tried again once it is put right', async () => {
    const key = newId('req');
    expect(codeOf(await ask({ key, body: '{"email":"nobody"}' }))).toBe('invalid_input');
    expect((await ask({ key, body: '{"email":"ann@example.com"}' })).status).toBe(201);
  });
});

describe('another write sent twice with one Idempotency-Key', () => {
  it('a change, is made once, though its If-Match and version have passed', async () => {
    const made = await ask({ key: newId('req') });
    const { id } = JSON.parse(made.text);
    const key = newId('req');
    const change: Asked = {
      method: 'PATCH',
      path: `/contacts/${id}`,
      body: '{"version":1,"lastName":"Lee"}',
      key,
      headers: { 'if-match': made.headers.get('etag') ?? '' },
    };
    const changed = await ask(change);
    expect(JSON.parse(changed.text)).toMatchObject({ version: 2, lastName: 'Lee' });
    expect(
      (await ask({ ...change, method: 'PATCH', body: '{"lastName":"Li"}', key: newId('req'), headers: {} })).status,
    ).toBe(200);
    const again = await ask(change);
    expect(told(again)).toEqual(told(changed));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('that is kept outside of the organisation’s own database, an invitation, is made and mailed once', async () => {
    const { userId, sessionId } = acme.owner;
    const claims = { userId, sessionId, orgId: acme.orgId, role: 'owner' };
    const cookie = `${sessionCookieName(rt.origin)}=${await signSessionToken(rt, claims, 900)}`;
    const invite = () =>
      own.send({
        method: 'POST',
        path: '/api/v1/invites',
        headers: { cookie, origin: rt.origin, 'content-type': 'application/json', 'idempotency-key': 'invite-1' },
        body: '{"email":"zoe@example.com","role":"viewer"}',
      });
    const made = await invite();
    expect(made.status).toBe(201);
    const again = await invite();
    expect(told(again)).toEqual(told(made));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(rt.mailbox().filter(({ to }) => to === 'zoe@example.com')).toHaveLength(1);
  });
});

describe('the header itself', () => {
  it.each(['', 'two words', '"open', 'é', 'k'.repeat(256)])('%j is refused by its name', async (key) => {
    const refused = await ask({ key: Buffer.from(key, 'utf8').toString('latin1') });
    expect(codeOf(refused)).toBe('invalid_input');
    expect(JSON.parse(refused.text).errors).toEqual([{ path: 'Idempotency-Key', message: expect.any(String) }]);
  });

  it('twice is refused: no rule says which counts', async () => {
    const response = await fetch(`http://127.0.0.1:${own.port}/api/v1/contacts`, {
      method: 'POST',
      headers: [
        ['authorization', `Bearer ${secret}`],
        ['content-type', 'application/json'],
        ['idempotency-key', 'a'],
        ['idempotency-key', 'b'],
      ],
      body: '{"firstName":"Ann"}',
    });
    expect(response.status).toBe(400);
  });

  it('is refused where it cannot be kept, and nothing is done', async () => {
    const keys = await count(acme, "Receipt WHERE action = 'import.created'");
    const refusals = [
      await ask({ key: 'k', path: '/imports', body: 'First name\nAnn\n', headers: { 'content-type': 'text/csv' } }),
      await ask({ key: 'k', path: '/auth/request', body: '{"email":"ann@example.com"}' }),
    ];
    for (const refused of refusals) {
      expect(codeOf(refused)).toBe('invalid_input');
      expect(JSON.parse(refused.text).errors[0].message).toMatch(/^This operation cannot keep it: /);
    }
    expect(await count(acme, "Receipt WHERE action = 'import.created'")).toBe(keys);
  });

  it('says nothing where repeating is harmless anyway', async () => {
    const { id } = JSON.parse((await ask({ key: newId('req') })).text);
    const key = 'not a key';
    expect((await ask({ method: 'GET', path: `/contacts/${id}`, key })).status).toBe(200);
    expect((await ask({ method: 'DELETE', path: `/contacts/${id}`, body: '', key })).status).toBe(204);
    expect((await ask({ method: 'DELETE', path: `/contacts/${id}`, body: '', key })).status).toBe(404);
  });

  it('shows nothing to whoever lacks the permission now', async () => {
    const token = (await call(createApiKey, justSignedIn(acme.owner), { name: newId('req'), scopes: ['*'] })).key;
    const key = newId('req');
    expect((await ask({ key, token })).status).toBe(201);
    await rt.tenancy.control.write((tx) =>
      tx.run(`UPDATE ApiKey SET scopes = '["contacts:read"]' WHERE prefix = ?`, [token.slice(8, 16)]),
    );
    expect(codeOf(await ask({ key, token }))).toBe('forbidden');
  });
});
