import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { personalPermissions } from '#lib/access/permissions.ts';
import type { Principal, UserPrincipal } from '#lib/access/principal.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { readContact } from '#lib/crm/contacts/read-contact.ts';
import { whileItStands } from '#lib/http/while-it-stands.ts';
import { decideAuthorization } from '#lib/identity/oauth/decide-authorization.ts';
import { decideDevice } from '#lib/identity/oauth/decide-device.ts';
import { readDevice } from '#lib/identity/oauth/read-device.ts';
import { clientScopes } from '#lib/identity/oauth/scopes.ts';
import { startDevice } from '#lib/identity/oauth/start-device.ts';
import { signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import { fail } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { fulfilRequest } from '#lib/privacy/requests/fulfil-request.ts';
import { linkRequest } from '#lib/privacy/requests/link-request.ts';
import { operations } from '#lib/registry.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import {
  anonymous,
  call,
  createTestMember,
  createTestOrganization,
  justSignedIn,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import {
  allow,
  commandLine,
  deviceGrant,
  errorOf,
  everyScope,
  exchange,
  newCode,
  newProof,
  ownClient,
  post,
  refresh,
  requestQuery,
  signedInProgram,
  tokensOf,
  withToken,
} from '../support/oauth.ts';
import { operationSamples } from '../support/operation-samples.ts';
import { askAndConfirm, readIn } from '../support/subject-requests.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  org = await createTestOrganization('Attacked');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

// Past the windows of every limit.
beforeEach(() => rt.clock.advance(601));

const person = (role: 'owner' | 'member' = 'owner') => createTestMember(org.orgId, role);

const grantsOf = async ({ userId }: UserPrincipal) =>
  (await rt.tenancy.control.all('SELECT id FROM OAuthGrant WHERE userId = ? AND revokedAt IS NULL', [userId])).length;

/** A program as the door proves it, with all that programs may ever hold. */
const program = (who: UserPrincipal): Principal => ({
  ...{ kind: 'client', grantId: newId('grt'), clientId: commandLine, clientName: 'Program' },
  ...{ orgId: org.orgId, userId: who.userId, role: 'owner', scopes: new Set(clientScopes) },
});

describe('who has signed out everywhere while their yes was on its way', () => {
  test('has allowed no program anything: nothing would end it', async () => {
    const who = await person();
    await call(signOutEverywhere, who);
    await refused(allow(who, requestQuery(newProof())), 'unauthorized');
    expect(await grantsOf(who)).toBe(0);
  });

  test('has allowed no device anything', async () => {
    const started = await call(startDevice, anonymous, { client_id: commandLine });
    if (started.kind !== 'started') throw new Error(started.description);
    const who = await person();
    await call(signOutEverywhere, who);
    const { userCode } = started;
    await refused(
      call(decideDevice, who, { userCode, organizationId: org.orgId, scopes: everyScope, decision: 'allow' }),
      'unauthorized',
    );
    expect(await grantsOf(who)).toBe(0);
  });

  test('has allowed nothing in the organisation that their session has left', async () => {
    const who = await person();
    await rt.tenancy.control.write((tx) => tx.run('UPDATE Session SET orgId = NULL WHERE id = ?', [who.sessionId]));
    await refused(allow(who, requestQuery(newProof())), 'unauthorized');
  });
});

describe('a program that holds every scope, for an owner who has just signed in', () => {
  const tenant = operations.filter(({ scope }) => scope === 'tenant');
  const forPeople = tenant.filter(
    (op) => op.scope === 'tenant' && (personalPermissions.has(op.permission) || op.stepUp === 'always'),
  );

  test.each(forPeople.map((op) => [op.name, op] as const))('may not: %s', async (name, op) => {
    const sample = operationSamples[name];
    const principal = program(justSignedIn(org.owner));
    const input = op.scope === 'tenant' && personalPermissions.has(op.permission) ? {} : await sample?.input(org);
    const error = await refused(call(op, principal, input, { request: sample?.stream?.() ?? {} }), 'forbidden');
    expect(error.status).toBe(403);
  });

  test('reaches nothing of their account, and nothing of whoever runs the installation', async () => {
    const principal = program(org.owner);
    for (const op of operations) {
      if (op.scope === 'account') await refused(call(op, principal, {}), 'unauthorized');
      if (op.scope === 'operator') await refused(call(op, principal, {}), 'not_found');
    }
  });

  test('writes nothing and reads no further once what it was allowed has ended, though it was proven before', async () => {
    // Proven a moment ago, and what it was allowed is gone.
    const late = program(await person());
    await refused(call(createContact, late, { firstName: 'Late' }), 'unauthorized');
    const bytes = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(1)) }, { highWaterMark: 0 });
    const { body } = whileItStands(rt, createContact, late, { status: 200, headers: [], body: bytes });
    if (!(body instanceof ReadableStream)) throw new Error('no stream');
    const reader = body.getReader();
    expect((await reader.read()).done).toBe(false);
    rt.clock.advance(5);
    await refused(reader.read(), 'unauthorized');
  });

  test('erases nobody by fulfilling what they asked for', async () => {
    const { id: contactId } = await call(createContact, org.owner, { firstName: 'Ada' });
    const { id } = await askAndConfirm(org, { kind: 'erasure' });
    const { version } = await readIn(org, id);
    const linked = await call(linkRequest, org.owner, { id, version, contactId });
    const input = { id, version: linked.version, answer: 'Done.', carryOut: true };
    await refused(call(fulfilRequest, program(org.owner), input), 'forbidden');
    expect((await call(readContact, org.owner, { id: contactId })).firstName).toBe('Ada');
  });
});

describe('one credential is no other', () => {
  const asking = (fields: Readonly<Record<string, string>>) =>
    post(server, '/oauth/token', { client_id: commandLine, ...fields });
  const bearer = (token: string) => withToken(server, token, '/me');

  test('API keys, codes, access, refresh and device tokens each open their own door alone', async () => {
    const who = await person();
    const { key } = await call(createApiKey, justSignedIn(org.owner), { name: 'K', scopes: ['contacts:read'] });
    const tokens = await signedInProgram(server, who);
    const proof = newProof();
    const code = await newCode(who, requestQuery(proof));
    const started = await call(startDevice, anonymous, { client_id: commandLine });
    const device = started.kind === 'started' ? started.deviceCode : '';
    for (const token of [key, tokens.access_token, code, device]) {
      expect(errorOf(await asking({ grant_type: 'refresh_token', refresh_token: token }))).toBe('invalid_grant');
    }
    for (const token of [key, tokens.access_token, tokens.refresh_token, device]) {
      expect(errorOf(await exchange(server, token, proof))).toBe('invalid_grant');
    }
    for (const token of [key, tokens.access_token, tokens.refresh_token, code]) {
      expect(errorOf(await asking({ grant_type: deviceGrant, device_code: token }))).toBe('invalid_grant');
    }
    for (const token of [tokens.refresh_token, code, device]) expect((await bearer(token)).status).toBe(401);
    // Nothing of it ended anything: all were guesses at another door.
    expect((await bearer(tokens.access_token)).status).toBe(200);
    tokensOf(await exchange(server, code, proof));
    tokensOf(await refresh(server, tokens.refresh_token));
  });

  test('no token works from an address or a body: the header alone is looked at', async () => {
    const { access_token: token } = await signedInProgram(server, await person());
    const query = await server.send({ path: `/api/v1/me?access_token=${token}` });
    const body = await server.send({
      ...{ method: 'POST', path: '/api/v1/contacts', body: `access_token=${token}` },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([query.status, body.status]).toEqual([401, 401]);
  });
});

test('a token that a clock gave which was ahead is no good until it has begun: no token gains time', async () => {
  const who = await person();
  const { access_token: token } = await signedInProgram(server, who);
  expect((await withToken(server, token, '/me')).status).toBe(200);
  rt.clock.advance(-3_600);
  expect((await withToken(server, token, '/me')).status).toBe(401);
  rt.clock.advance(3_600);
  expect((await withToken(server, token, '/me')).status).toBe(200);
});

test('a server that falls over between rotation and answer has given nothing away, and the repetition ends it all', async () => {
  const who = await person();
  const first = await signedInProgram(server, who);
  const spy = vi.spyOn(rt.tenancy, 'keyOf').mockRejectedValueOnce(fail('tenant_unavailable'));
  const answer = await refresh(server, first.refresh_token);
  spy.mockRestore();
  expect([answer.status, errorOf(answer)]).toEqual([503, 'temporarily_unavailable']);
  expect(answer.text).not.toContain('token');
  expect(errorOf(await refresh(server, first.refresh_token))).toBe('invalid_grant');
  expect((await withToken(server, first.access_token, '/me')).status).toBe(401);
  expect(await grantsOf(who)).toBe(0);
});

test('renewing while being thrown out ends with nothing, in whichever order', async () => {
  for (let round = 0; round < 5; round += 1) {
    const who = await person('member');
    const tokens = await signedInProgram(server, who);
    const out = call(signOutEverywhere, who);
    const renewed = await refresh(server, tokens.refresh_token);
    await out;
    const next = renewed.status === 200 ? tokensOf(renewed) : tokens;
    expect(errorOf(await refresh(server, next.refresh_token))).toBe('invalid_grant');
    expect((await withToken(server, next.access_token, '/me')).status).toBe(401);
  }
});

test('a yes that is sent twenty times over gives codes of which each is its own, and none outlives the person', async () => {
  const who = await person();
  const query = requestQuery(newProof());
  const input = { query, organizationId: org.orgId, scopes: everyScope, decision: 'allow' };
  const made = await Promise.all(Array.from({ length: 20 }, () => call(decideAuthorization, who, input)));
  expect(new Set(made.map(({ redirectTo }) => new URL(redirectTo).searchParams.get('code'))).size).toBe(20);
  await call(signOutEverywhere, who);
  expect(await grantsOf(who)).toBe(0);
});

test('what was allowed is nothing while its person or its program is on the way out, though it has not ended yet', async () => {
  const who = await person();
  const tokens = await signedInProgram(server, who);
  const { id: client_id } = await ownClient(org);
  const given = { client_id, redirect_uri: 'http://127.0.0.1:5000/cb' };
  const proof = newProof();
  const code = await newCode(who, requestQuery(proof, { ...given, scope: undefined }));
  const own = tokensOf(await exchange(server, code, proof, given));
  const run = (sql: string, id: string) => rt.tenancy.control.write((tx) => tx.run(sql, [id]));
  await run("UPDATE OAuthClient SET revokedAt = 'now' WHERE id = ?", client_id);
  expect((await withToken(server, own.access_token, '/me')).status).toBe(401);
  await run("UPDATE User SET erasing = '[]' WHERE id = ?", who.userId);
  expect((await withToken(server, tokens.access_token, '/me')).status).toBe(401);
  expect(errorOf(await refresh(server, tokens.refresh_token))).toBe('invalid_grant');
});

describe('whoever asks too often is stopped', () => {
  const spend = async (name: 'oauth.token' | 'oauth.device' | 'oauth.user-code-address', address: string) => {
    for (let { remaining } = await rt.limiter.take(name, address); remaining > 0; ) {
      ({ remaining } = await rt.limiter.take(name, address));
    }
  };

  test('at each endpoint of programs: codes, tokens and revocation', async () => {
    await spend('oauth.device', '127.0.0.1');
    await spend('oauth.token', '127.0.0.1');
    for (const [path, fields] of [
      ['/oauth/device_authorization', {}],
      ['/oauth/revoke', { token: 'x' }],
      ['/oauth/token', { grant_type: 'refresh_token', refresh_token: 'x' }],
    ] as const) {
      const answer = await post(server, path, { client_id: commandLine, ...fields });
      expect([path, answer.status, errorOf(answer)]).toEqual([path, 429, 'temporarily_unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  test('with codes of devices, by however many accounts: looking one up and deciding are counted alike', async () => {
    const request = { address: '198.51.100.77' };
    const input = { userCode: 'BBBB-BBBB', organizationId: org.orgId, scopes: everyScope, decision: 'allow' };
    await refused(call(readDevice, await person(), { userCode: 'BBBB-BBBB' }, { request }), 'invalid_input');
    await refused(call(decideDevice, await person(), input, { request }), 'invalid_input');
    await spend('oauth.user-code-address', request.address);
    await refused(call(readDevice, await person(), { userCode: 'BBBB-BBBB' }, { request }), 'rate_limited');
    await refused(call(decideDevice, await person(), input, { request }), 'rate_limited');
  });
});
