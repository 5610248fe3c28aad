import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { updateContact } from '#lib/crm/contacts/update-contact.ts';
import { type Got, nextHost, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let own: OwnServer;
let acme: TestOrganization;
let secret: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  own = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
  secret = (await call(createApiKey, acme.owner, { name: 'one', scopes: ['*'] })).key;
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

function ask(
  target: string,
  headers: Record<string, string> = {},
  body?: object,
  host = own as { send: OwnServer['send'] },
) {
  const [method = '', path = ''] = target.split(' ');
  return host.send({
    method,
    path: `/api/v1${path}`,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const etag = (got: Got) => got.headers.get('etag') ?? 'no tag';
const problem = (got: Got) => JSON.parse(got.text);

const records = [
  ['/contacts', { firstName: 'Ann' }, { lastName: 'Lee' }],
  ['/deals', { title: 'Deal' }, { stage: 'won' }],
  ['/activities', { kind: 'task', subject: 'Call' }, { subject: 'Call again' }],
] as const;

async function create(path: string, body: object) {
  const made = await ask(`POST ${path}`, {}, body);
  expect(made.status).toBe(201);
  return { made, at: `${path}/${JSON.parse(made.text).id}` };
}

describe.each(records)('a record of %s', (path, body, change) => {
  it('has a strong ETag, the same in the answers that create, read and change it', async () => {
    const { made, at } = await create(path, body);
    expect(etag(made)).toMatch(/^"[\w-]{22}"$/);
    expect(etag(await ask(`GET ${at}`))).toBe(etag(made));
    expect(etag(await ask(`GET ${at}`, {}, undefined, nextHost))).toBe(etag(made));
    const changed = await ask(`PATCH ${at}`, {}, change);
    expect(etag(changed)).not.toBe(etag(made));
    expect(etag(await ask(`GET ${at}`))).toBe(etag(changed));
    const { made: twin } = await create(path, body);
    expect(etag(twin)).not.toBe(etag(made));
  });

  it('is changed under If-Match only while it is what was seen; nothing is written otherwise', async () => {
    const { made, at } = await create(path, body);
    const { made: twin } = await create(path, body);
    for (const tags of ['"never-was"', `W/${etag(made)}`, etag(twin), '"a", "b"']) {
      const refused = await ask(`PATCH ${at}`, { 'if-match': tags }, change);
      expect([refused.status, problem(refused).code]).toEqual([412, 'version_conflict']);
      expect((await ask(`DELETE ${at}`, { 'if-match': tags })).status).toBe(412);
    }
    expect((await ask(`GET ${at}`)).text).toBe(made.text);
    const changed = await ask(`PATCH ${at}`, { 'if-match': `"other", ${etag(made)}` }, change);
    expect(JSON.parse(changed.text)).toMatchObject({ version: 2 });
    expect((await ask(`PATCH ${at}`, { 'if-match': etag(made) }, change)).status).toBe(412);
    expect((await ask(`PATCH ${at}`, { 'if-match': '*' }, change)).status).toBe(200);
    expect((await ask(`DELETE ${at}`, { 'if-match': etag(made) })).status).toBe(412);
    expect((await ask(`DELETE ${at}`, { 'if-match': etag(changed) })).status).toBe(204);
    expect((await ask(`PATCH ${at}`, { 'if-match': '*' }, change)).status).toBe(404);
  });

  it('If-Match and the version in the body must both hold', async () => {
    const { made, at } = await create(path, body);
    expect((await ask(`PATCH ${at}`, { 'if-match': etag(made) }, { ...change, version: 2 })).status).toBe(412);
    expect((await ask(`PATCH ${at}`, { 'if-match': '"x"' }, { ...change, version: 1 })).status).toBe(412);
    expect((await ask(`PATCH ${at}`, { 'if-match': etag(made) }, { ...change, version: 1 })).status).toBe(200);
  });

  it('is read under If-None-Match as 304 without content, with the headers that count', async () => {
    const { made, at } = await create(path, body);
    for (const tags of [etag(made), `W/${etag(made)}`, `"x", ${etag(made)}`, '*']) {
      for (const method of ['GET', 'HEAD']) {
        for (const host of [own, nextHost]) {
          const same = await ask(`${method} ${at}`, { 'if-none-match': tags }, undefined, host);
          expect([same.status, same.text, etag(same)]).toEqual([304, '', etag(made)]);
          expect(same.headers.get('content-type')).toBeNull();
          expect(same.headers.get('cache-control')).toBe('no-store');
          expect(same.headers.get('x-content-type-options')).toBe('nosniff');
        }
      }
    }
    expect((await ask(`GET ${at}`, { 'if-none-match': '"x"' })).text).toBe(made.text);
    expect((await ask(`GET ${at}`, { 'if-match': etag(made) })).status).toBe(200);
    expect((await ask(`GET ${at}`, { 'if-match': '"x"', 'if-none-match': etag(made) })).status).toBe(412);
  });
});

it('of twenty changes at once under one If-Match exactly one is made', async () => {
  const { made, at } = await create('/contacts', { firstName: 'Race' });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => ask(`PATCH ${at}`, { 'if-match': etag(made) }, { lastName: `No ${n}` })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(19);
  expect(JSON.parse((await ask(`GET ${at}`)).text).version).toBe(2);
});

it("a deal's tag changes with the name of its contact, which is part of what was answered", async () => {
  const contact = await call(createContact, acme.owner, { firstName: 'Old', lastName: 'Name' });
  const { made, at } = await create('/deals', { title: 'Deal', contactId: contact.id });
  await call(updateContact, acme.owner, { id: contact.id, firstName: 'New' });
  const read = await ask(`GET ${at}`, { 'if-none-match': etag(made) });
  expect(read.status).toBe(200);
  expect(JSON.parse(read.text)).toMatchObject({ version: 1, contactName: 'New Name' });
});

describe('a list', () => {
  it('has a weak ETag that is the same while nothing changed, though its cursor is sealed anew', async () => {
    for (const n of [1, 2, 3]) await create('/contacts', { firstName: `List ${n}`, company: 'Tagged' });
    const list = '/contacts?company=Tagged&limit=2';
    const first = await ask(`GET ${list}`);
    const second = await ask(`GET ${list}`);
    expect(JSON.parse(first.text).nextCursor).not.toBe(JSON.parse(second.text).nextCursor);
    expect(etag(first)).toMatch(/^W\/"[\w-]{22}"$/);
    expect(etag(second)).toBe(etag(first));
    const same = await ask(`GET ${list}`, { 'if-none-match': etag(first) });
    expect([same.status, same.text]).toEqual([304, '']);
    await create('/contacts', { firstName: 'List 0', company: 'Tagged' });
    expect((await ask(`GET ${list}`, { 'if-none-match': etag(first) })).status).toBe(200);
  });

  it('whose last page became one before the last is not the same', async () => {
    for (const n of [1, 2]) await create('/contacts', { firstName: `More ${n}`, company: 'More' });
    const list = '/contacts?company=More&limit=2';
    const last = await ask(`GET ${list}`);
    await create('/contacts', { firstName: 'More 3', company: 'More' });
    expect((await ask(`GET ${list}`, { 'if-none-match': etag(last) })).status).toBe(200);
  });
});

describe('a condition that cannot be kept is refused, never ignored', () => {
  it.each([
    ['PATCH /organization', 'if-match', '"x"'],
    ['GET /contacts', 'if-match', '"x"'],
    ['POST /contacts', 'if-match', '*'],
    ['POST /contacts', 'if-none-match', '*'],
    ['PATCH /contacts/con_1', 'if-none-match', '*'],
    ['DELETE /contacts/con_1', 'if-none-match', '"x"'],
    ['PATCH /contacts/con_1', 'if-match', 'unquoted'],
    ['DELETE /contacts/con_1', 'if-match', ''],
    ['GET /contacts', 'if-none-match', 'unquoted'],
  ])('%s with %s: %s', async (target, name, value) => {
    const refused = await ask(target, { [name]: value }, target.startsWith('P') ? { firstName: 'X' } : undefined);
    expect(refused.status).toBe(400);
    expect(problem(refused).errors[0].path.toLowerCase()).toBe(name);
  });

  it('but nobody learns more than 401 from it without a credential', async () => {
    const refused = await ask('PATCH /organization', { 'if-match': '"x"', authorization: 'Bearer none' }, {});
    expect(refused.status).toBe(401);
  });
});
