import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { type AnswerInfo, type ApiKey, HoldfastApiError, HoldfastClient } from '../../clients/typescript/src/index.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { contacts500 } from '../support/contacts-csv.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let acme: TestOrganization;
let client: HoldfastClient;
let baseUrl: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  baseUrl = `http://127.0.0.1:${server.port}`;
  acme = await createTestOrganization('Acme');
  client = await clientWith(['*']);
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

async function clientWith(scopes: readonly string[]): Promise<HoldfastClient> {
  const { key } = await call(createApiKey, acme.owner, { name: scopes.join(' '), scopes });
  return new HoldfastClient({ baseUrl, apiKey: key });
}

async function refusal(attempt: Promise<unknown>): Promise<HoldfastApiError> {
  const error = await attempt.then(
    (value) => new Error(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof HoldfastApiError) return error;
  throw error;
}

describe('the TypeScript client against a server', () => {
  test('creates, reads, changes and deletes, each answer of its type', async () => {
    const made = await client.contacts.create({ firstName: 'Ada', tags: ['VIP'], customFields: { Rank: 'Countess' } });
    expect(made).toMatchObject({ firstName: 'Ada', tags: ['vip'], version: 1 });
    expect(await client.contacts.read({ id: made.id })).toEqual(made);
    expect(await client.contacts.update({ id: made.id, city: 'London' })).toMatchObject({ city: 'London', version: 2 });
    expect(await client.contacts.delete({ id: made.id })).toBeUndefined();
    expect((await refusal(client.contacts.read({ id: made.id }))).code).toBe('not_found');
  });

  test('says who asks', async () => {
    const { organization, key, user } = await client.me.read();
    expect([organization.slug, user]).toEqual(['acme', null]);
    expect(key).toMatchObject({ mode: 'live', name: '*' } satisfies Partial<ApiKey>);
  });

  test('walks over 500 contacts, each once, asking for pages as they are needed', async () => {
    const file = contacts500();
    const { id } = await client.imports.create({ fileName: 'five-hundred.csv' }, file);
    await client.imports.commit({ id });
    await expect.poll(async () => (await client.imports.read({ id })).state, { timeout: 30_000 }).toBe('done');
    const { rowsCreated } = await client.imports.read({ id });
    expect(rowsCreated).toBeGreaterThan(490);

    const answers: AnswerInfo[] = [];
    const onAnswer = (answer: AnswerInfo) => answers.push(answer);
    const found = new Set<string>();
    for await (const contact of client.contacts.listAll({ limit: 100, sort: 'createdAt' }, { onAnswer })) {
      expect(found.has(contact.id)).toBe(false);
      found.add(contact.id);
    }
    expect(found.size).toBe(rowsCreated);
    expect(answers.length).toBe(Math.ceil(rowsCreated / 100));

    answers.length = 0;
    for await (const _contact of client.contacts.listAll({ limit: 10 }, { onAnswer })) break;
    expect(answers).toHaveLength(1);
  });

  test('hands files over as they are answered', async () => {
    const { id } = await client.imports.create({}, 'First name,E-mail\nAda,not an address\n');
    await client.imports.commit({ id });
    await expect.poll(async () => (await client.imports.read({ id })).state, { timeout: 30_000 }).toBe('done');
    const rejects = await client.imports.rejects({ id });
    expect(rejects.headers.get('content-type')).toContain('text/csv');
    expect(await rejects.text()).toContain('not an address');
  });

  test('puts members where they belong, whatever they hold', async () => {
    const strange = 'a/b?c=d&e#f';
    expect((await refusal(client.contacts.read({ id: strange }))).code).toBe('not_found');
    expect((await client.contacts.list({ q: strange })).data).toEqual([]);
    await expect(client.contacts.read({ id: '' })).rejects.toThrow(TypeError);
  });

  test('tells what is left of the limits, and the id of the request', async () => {
    const answers: AnswerInfo[] = [];
    await client.overview.read({ onAnswer: (answer) => answers.push(answer) });
    const [answer] = answers;
    expect(answer).toMatchObject({ operation: 'overview.read', status: 200, attempt: 1, replayed: false });
    expect(answer?.requestId).toMatch(/^req_/);
    const general = answer?.rateLimits.find(({ name }) => name === 'api.general');
    expect(general).toMatchObject({ limit: 1000, windowSeconds: 60, resetSeconds: null });
    expect(general?.remaining).toBeLessThan(1000);
  });
});

describe('refusals are errors with a code', () => {
  test('400 names the fields, as they were sent', async () => {
    const error = await refusal(client.contacts.create({ email: 'nobody at example', tags: ['a,b'] }));
    expect(error).toMatchObject({ status: 400, code: 'invalid_input', operation: 'contacts.create' });
    expect(error.fields.map(({ path }) => path).sort()).toEqual(['email', 'tags.0']);
    expect(error.requestId).toMatch(/^req_/);
    expect(error.message).toBe('Some fields are not valid.');
  });

  test('401 for a key that is none, 403 with the missing permission', async () => {
    const stranger = new HoldfastClient({ baseUrl, apiKey: `ck_live_${'0'.repeat(26)}` });
    expect(await refusal(stranger.me.read())).toMatchObject({ status: 401, code: 'unauthorized' });
    const reader = await clientWith(['contacts:read']);
    const error = await refusal(reader.contacts.create({ firstName: 'Ada' }));
    expect(error).toMatchObject({ status: 403, code: 'forbidden', problem: { permission: 'contacts:write' } });
  });

  test('412 when the record has changed, by version and by ETag', async () => {
    const etags: (string | null)[] = [];
    const onAnswer = ({ etag }: AnswerInfo) => etags.push(etag);
    const { id } = await client.contacts.create({ firstName: 'Ada' }, { onAnswer });
    await client.contacts.update({ id, city: 'London' });
    const stale = refusal(client.contacts.update({ id, version: 1, city: 'Paris' }));
    expect(await stale).toMatchObject({ status: 412, code: 'version_conflict' });
    const [ifMatch] = etags;
    expect(ifMatch).toMatch(/^"/);
    const held = refusal(client.contacts.update({ id, city: 'Paris' }, { ifMatch: ifMatch ?? '' }));
    expect(await held).toMatchObject({ status: 412, code: 'version_conflict' });
  });
});

describe('a client is made for one installation', () => {
  test('that is reached by https, by this machine, or on purpose', () => {
    const apiKey = 'ck_live_x';
    expect(() => new HoldfastClient({ baseUrl: 'http://holdfast.example.com', apiKey })).toThrow(/https/);
    for (const url of ['https://holdfast.example.com/', 'http://localhost:3000', 'http://[::1]:3000/api/v1']) {
      expect(new HoldfastClient({ baseUrl: url, apiKey })).toBeInstanceOf(HoldfastClient);
    }
    expect(new HoldfastClient({ baseUrl: 'http://holdfast:3000', apiKey, insecure: true })).toBeInstanceOf(
      HoldfastClient,
    );
  });
});
