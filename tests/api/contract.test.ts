import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HoldfastClient } from '../../clients/typescript/src/index.ts';
import { nextHost, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { projectRoot } from '../support/data-folder.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const path = '/api/v1/openapi.json';
const committed = readFileSync(join(projectRoot, 'docs/generated/openapi.json'), 'utf8');

let rt: TestRuntime;
let server: OwnServer;

beforeAll(async () => {
  rt = await createTestRuntime();
  server = await startOwnServer(rt);
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

describe('GET /api/v1/openapi.json', () => {
  test('200 for anybody, the same bytes as the committed copy, from every host', async () => {
    for (const host of [server, nextHost]) {
      const answer = await host.send({ path });
      expect(answer.status, host.name).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(answer.text).toBe(committed);
      expect(answer.headers.get('ratelimit-policy')).toBe('"contract.read";q=120;w=60');
    }
  });

  test('304 for who has it, 200 for who has another', async () => {
    const etag = (await server.send({ path })).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const same = await server.send({ path, headers: { 'if-none-match': etag } });
    expect([same.status, same.text]).toEqual([304, '']);
    expect((await server.send({ path, headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('HEAD is the same without content', async () => {
    const answer = await server.send({ method: 'HEAD', path });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(Number(answer.headers.get('content-length'))).toBe(Buffer.byteLength(committed));
  });

  test('pages of other sites are let to ask and not to read', async () => {
    const answer = await server.send({ path, headers: { origin: 'https://elsewhere.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  test('is read by the client that was printed from it, without a key', async () => {
    const client = new HoldfastClient({ baseUrl: `http://127.0.0.1:${server.port}` });
    expect(await client.contract.read()).toEqual(JSON.parse(committed));
  });

  test('400 for anything in the query', async () => {
    expect((await server.send({ path: `${path}?version=1` })).status).toBe(400);
  });
});
