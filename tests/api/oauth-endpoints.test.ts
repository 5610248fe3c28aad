import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { securityHeaders } from '#lib/http/headers.ts';
import * as metadata from '../../app/.well-known/oauth-authorization-server/route.ts';
import * as device from '../../app/oauth/device_authorization/route.ts';
import * as revocation from '../../app/oauth/revoke/route.ts';
import * as token from '../../app/oauth/token/route.ts';
import { type ApiHost, type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { createTestOrganization, type TestOrganization } from '../support/call.ts';
import { errorOf, exchange, newCode, newProof, requestQuery, tokensOf } from '../support/oauth.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  server = await startOwnServer(rt);
  org = await createTestOrganization('Endpoints');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

const routes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '/oauth/token': token,
  '/oauth/revoke': revocation,
  '/oauth/device_authorization': device,
  '/.well-known/oauth-authorization-server': metadata,
};

/** Any Next host: the route handlers as Next calls them. */
const nextHost: ApiHost = {
  name: 'a Next host',
  send: async ({ method = 'GET', path, headers = {}, body }) => {
    const request = new Request(`http://127.0.0.1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const handler = routes[path.split('?', 1)[0] ?? '']?.[method] as (request: Request) => Promise<Response>;
    const response = await handler(request);
    return { status: response.status, headers: response.headers, text: await response.text() };
  },
};

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const programPaths = ['/oauth/token', '/oauth/revoke', '/oauth/device_authorization'];

describe.each([
  ['our own server', () => server as ApiHost],
  ['a Next host', () => nextHost],
])('%s', (_name, host) => {
  test('tells programs where everything stands (RFC 8414)', async () => {
    const answer = await host().send({ path: '/.well-known/oauth-authorization-server' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(JSON.parse(answer.text)).toMatchObject({
      issuer: rt.origin,
      authorization_endpoint: `${rt.origin}/oauth/authorize`,
      token_endpoint: `${rt.origin}/oauth/token`,
      revocation_endpoint: `${rt.origin}/oauth/revoke`,
      device_authorization_endpoint: `${rt.origin}/oauth/device_authorization`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  test('gives tokens, which no cache keeps', async () => {
    const proof = newProof();
    const answer = await exchange(host(), await newCode(org.owner, requestQuery(proof)), proof);
    tokensOf(answer);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });

  test.each(programPaths)('answers %s with every security header, whatever is asked', async (path) => {
    const answers = [
      await host().send({ path }),
      await host().send({ method: 'OPTIONS', path }),
      await host().send({ method: 'POST', path, headers: form, body: '' }),
      await host().send({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body: '{}' }),
    ];
    for (const answer of answers) {
      for (const [name, value] of Object.entries(securityHeaders)) expect(answer.headers.get(name)).toBe(value);
      expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  test.each(programPaths)('takes %s by POST alone, and never in an address', async (path) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await host().send({ method, path: `${path}?grant_type=authorization_code&code=x` });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('POST, OPTIONS');
    }
    const answer = await host().send({
      method: 'POST',
      path: `${path}?client_id=holdfast-cli`,
      headers: form,
      body: 'grant_type=refresh_token&client_id=holdfast-cli&refresh_token=x&token=x',
    });
    expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_request']);
  });

  test('lets pages of any site bring codes and tokens of their own, and start no device', async () => {
    const origin = { ...form, origin: 'https://page.example' };
    for (const path of programPaths) {
      const answer = await host().send({ method: 'POST', path, headers: origin, body: '' });
      const open = path !== '/oauth/device_authorization';
      expect(answer.headers.get('access-control-allow-origin')).toBe(open ? '*' : null);
    }
  });
});

describe('the token endpoint', () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = form) =>
    server.send({ method: 'POST', path: '/oauth/token', headers, body });

  test.each([
    ['no parameters', ''],
    ['no program', 'grant_type=authorization_code&code=x'],
    ['no code', 'grant_type=authorization_code&client_id=holdfast-cli'],
    ['a grant type that stands twice', 'grant_type=refresh_token&grant_type=refresh_token&client_id=holdfast-cli'],
    ['a program that stands twice', 'grant_type=refresh_token&client_id=holdfast-cli&client_id=other&refresh_token=x'],
    ['a token that stands twice', 'grant_type=refresh_token&client_id=holdfast-cli&refresh_token=x&refresh_token=y'],
    ['what is not UTF-8', 'grant_type=%ff'],
    ['an oversized code', `grant_type=authorization_code&client_id=holdfast-cli&code=${'x'.repeat(3_000)}`],
    ['a hundred parameters', Array.from({ length: 100 }, (_, n) => `p${n}=1`).join('&')],
  ])('refuses %s', async (_what, body) => {
    const answer = await send(body);
    expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_request']);
  });

  test('refuses more than sixteen kilobytes, whatever they say they are', async () => {
    expect((await send(`x=${'y'.repeat(20_000)}`)).status).toBe(413);
  });

  test('refuses JSON, other charsets and unknown types', async () => {
    for (const type of [
      'application/json',
      'text/plain',
      'multipart/form-data',
      `${form['content-type']};charset=utf-16`,
    ]) {
      expect(errorOf(await send('{}', { 'content-type': type }))).toBe('invalid_request');
    }
  });

  test.each([
    'password',
    'client_credentials',
    'implicit',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    'AUTHORIZATION_CODE',
  ])('knows no grant %s', async (type) => {
    const body = new URLSearchParams({ grant_type: type, client_id: 'holdfast-cli', username: 'a', password: 'b' });
    expect(errorOf(await send(body.toString()))).toBe('unsupported_grant_type');
  });

  test('takes no secret: not in the body, not as an assertion, not in a header', async () => {
    const good = 'grant_type=refresh_token&client_id=holdfast-cli&refresh_token=x';
    expect(errorOf(await send(`${good}&client_secret=s`))).toBe('invalid_client');
    expect(errorOf(await send(`${good}&client_assertion=s`))).toBe('invalid_client');
    const answer = await send(good, { ...form, authorization: `Basic ${btoa('holdfast-cli:s')}` });
    expect([answer.status, errorOf(answer)]).toEqual([401, 'invalid_client']);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  test('tells every dead code, token and device alike', async () => {
    const bodies = [
      `grant_type=authorization_code&code=x&redirect_uri=x&code_verifier=${'a'.repeat(43)}`,
      'grant_type=refresh_token&refresh_token=x',
      'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=x',
    ];
    const answers = await Promise.all(bodies.map((body) => send(`${body}&client_id=holdfast-cli`)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(errorOf(answers[0] as (typeof answers)[number])).toBe('invalid_grant');
  });

  test('does nothing by a cookie', async () => {
    const answer = await send('grant_type=refresh_token&client_id=holdfast-cli', { ...form, cookie: 'session=x' });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('stops an address that asks too often, in words that programs know', async () => {
    rt.clock.advance(61);
    const ask = () => send('grant_type=refresh_token&client_id=holdfast-cli&refresh_token=x');
    for (let sent = 0; sent < 300; sent += 50) await Promise.all(Array.from({ length: 50 }, ask));
    const answer = await ask();
    expect([answer.status, errorOf(answer)]).toEqual([429, 'temporarily_unavailable']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    rt.clock.advance(61);
  });
});
