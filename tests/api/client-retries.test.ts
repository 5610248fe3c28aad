import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import {
  type AnswerInfo,
  HoldfastApiError,
  HoldfastClient,
  HoldfastConnectionError,
} from '../../clients/typescript/src/index.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { startDroppingProxy } from '../support/dropping-proxy.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let acme: TestOrganization;
let apiKey: string;
let baseUrl: string;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  baseUrl = `http://127.0.0.1:${server.port}`;
  acme = await createTestOrganization('Acme');
  apiKey = (await call(createApiKey, justSignedIn(acme.owner), { name: 'all', scopes: ['*'] })).key;
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

/** Calls whose first answers are lost on the way. */
async function behindDroppingProxy<T>(lost: number, use: (client: HoldfastClient) => Promise<T>) {
  const proxy = await startDroppingProxy(server.port, lost);
  try {
    const answers: AnswerInfo[] = [];
    const onAnswer = (answer: AnswerInfo) => answers.push(answer);
    const outcome = await use(new HoldfastClient({ baseUrl: proxy.url, apiKey, onAnswer })).catch((error) => error);
    return { outcome, answers, connections: proxy.connections() };
  } finally {
    await proxy.close();
  }
}

describe('when the answer is lost', () => {
  test('a creation is sent again and done once: the second answer is that of the first', async () => {
    const { outcome, answers, connections } = await behindDroppingProxy(1, (client) =>
      client.contacts.create({ firstName: 'Once', lastName: 'Only' }),
    );
    expect(outcome).toMatchObject({ firstName: 'Once', version: 1 });
    expect(answers).toMatchObject([{ status: 201, attempt: 2, replayed: true }]);
    expect(connections).toBe(2);
    const { data } = await new HoldfastClient({ baseUrl, apiKey }).contacts.list({ q: 'Once Only' });
    expect(data.map(({ id }) => id)).toEqual([outcome.id]);
  });

  test('a deletion that had been done is done', async () => {
    const { id } = await new HoldfastClient({ baseUrl, apiKey }).contacts.create({ firstName: 'Gone' });
    const { outcome, answers } = await behindDroppingProxy(1, (client) => client.contacts.delete({ id }));
    expect(outcome).toBeUndefined();
    expect(answers).toMatchObject([{ status: 404, attempt: 2 }]);
  });

  test('what is not safe to repeat is not: a file is sent once', async () => {
    const { outcome, connections } = await behindDroppingProxy(1, (client) =>
      client.imports.create({}, 'First name\nAda\n'),
    );
    expect(outcome).toBeInstanceOf(HoldfastConnectionError);
    expect(outcome).toMatchObject({ operation: 'imports.create', attempts: 1 });
    expect(connections).toBe(1);
  });

  test('it gives up after as many attempts as were allowed, and says so', async () => {
    const { outcome } = await behindDroppingProxy(10, (client) => client.me.read({ retriesMax: 2 }));
    expect(outcome).toBeInstanceOf(HoldfastConnectionError);
    expect(outcome).toMatchObject({ operation: 'me.read', attempts: 3 });
  });
});

describe('when a limit is reached', () => {
  /** Six checks of a ledger pass in a minute; afterwards the first of them is 59 seconds old. */
  async function spendTheLimit(client: HoldfastClient): Promise<void> {
    rt.clock.advance(120);
    for (let times = 0; times < 6; times += 1) await client.ledger.verify();
    rt.clock.advance(59);
  }

  test('it waits as long as the server asks, then goes on', async () => {
    const client = new HoldfastClient({ baseUrl, apiKey });
    await spendTheLimit(client);
    const answers: AnswerInfo[] = [];
    const verdict = await client.ledger.verify(
      {},
      {
        onAnswer: (answer) => {
          answers.push(answer);
          if (answer.status === 429) rt.clock.advance(1);
        },
      },
    );
    expect(verdict.ok).toBe(true);
    expect(answers.map(({ status }) => status)).toEqual([429, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('1');
    expect(answers[0]?.rateLimits.find(({ name }) => name === 'ledger.verify')).toMatchObject({
      limit: 6,
      windowSeconds: 60,
      remaining: 0,
      resetSeconds: 1,
    });
  });

  test('a longer wait than is allowed is told, not waited', async () => {
    const client = new HoldfastClient({ baseUrl, apiKey, waitSecondsMax: 0.5 });
    await spendTheLimit(client);
    const error = await client.ledger.verify().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HoldfastApiError);
    expect(error).toMatchObject({ status: 429, code: 'rate_limited', retryAfterSeconds: 1 });
  });
});

describe('a server that does not answer as it should', () => {
  let silent: ReturnType<typeof createServer>;
  let url: string;
  const seen: string[] = [];

  beforeAll(async () => {
    silent = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      if (request.url?.includes('/me')) return;
      response.writeHead(503, { 'content-type': 'text/html', 'retry-after': '1' }).end('<h1>Down</h1>');
    });
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    silent.closeAllConnections();
    await new Promise((closed) => silent.close(closed));
  });

  test('is given up on after the timeout', async () => {
    const client = new HoldfastClient({ baseUrl: url, apiKey, timeoutSeconds: 0.1, retriesMax: 1 });
    const error = await client.me.read().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HoldfastConnectionError);
    expect(error).toMatchObject({ attempts: 2, cause: { name: 'TimeoutError' } });
  });

  test('is left at once when the caller has had enough', async () => {
    const enough = new AbortController();
    const attempt = new HoldfastClient({ baseUrl: url, apiKey }).me.read({ signal: enough.signal });
    enough.abort(new Error('enough'));
    await expect(attempt).rejects.toThrow('enough');
  });

  test('is asked again when it is down, and its words are taken for what they are', async () => {
    seen.length = 0;
    const client = new HoldfastClient({ baseUrl: url, apiKey, retriesMax: 1 });
    const error = await client.contacts.list().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HoldfastApiError);
    expect(error).toMatchObject({ status: 503, code: 'unknown', message: 'contacts.list was answered 503' });
    expect(seen).toHaveLength(2);
    seen.length = 0;
    await client.imports.create({}, 'a').catch(() => {});
    expect(seen).toHaveLength(1);
  });
});
