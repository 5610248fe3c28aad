import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { listAuditEvents } from '#lib/audit/list-events.ts';
import { sessionCookieName } from '#lib/identity/session-cookies.ts';
import { signSessionToken } from '#lib/identity/session-token.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestMember, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { commandLine, signedInProgram, withToken } from '../support/oauth.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  org = await createTestOrganization('Access');
  other = await createTestOrganization('Beyond');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

const statusOf = async (token: string, path = '/me') => (await withToken(server, token, path)).status;

const person = (role: 'owner' | 'admin' | 'member' | 'viewer') => createTestMember(org.orgId, role);

const setRole = (who: UserPrincipal, role: string) =>
  rt.tenancy.control.write((tx) => tx.run('UPDATE Membership SET role = ? WHERE userId = ?', [role, who.userId]));

type Part = Record<string, unknown>;
const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Part;
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs whatever is asked for with the organisation's real key, as nobody outside can. */
async function forged(real: string, header: Part, payload: Part = {}, orgId = org.orgId): Promise<string> {
  const key = await rt.tenancy.keyOf(orgId, 'access-jwt');
  const [head, body] = real.split('.');
  const { alg = 'HS256', ...rest } = { ...decoded(head), ...header } as { alg?: string };
  return new SignJWT({ ...decoded(body), ...payload })
    .setProtectedHeader({ alg, ...rest })
    .sign(key?.bytes ?? new Uint8Array(32), { crit: { x: true } });
}

describe('an access token', () => {
  test('says what RFC 9068 asks for, and is for the API alone', async () => {
    const who = await person('owner');
    const { access_token: token } = await signedInProgram(server, who);
    const [head, body] = token.split('.');
    expect(decoded(head)).toEqual({ alg: 'HS256', typ: 'at+jwt', kid: expect.stringMatching(`^${org.orgId}\\.a1$`) });
    const now = rt.clock.now().getTime() / 1000;
    expect(decoded(body)).toEqual({
      ...{ iss: rt.origin, aud: `${rt.origin}/api/v1`, sub: who.userId, client_id: commandLine },
      ...{ scope: 'contacts:read contacts:write', org: org.orgId, iat: now, exp: now + 600 },
      ...{ gid: expect.stringMatching(/^grt_/), jti: expect.any(String) },
    });
    expect(await statusOf(token)).toBe(200);
    rt.clock.advance(600);
    expect(await statusOf(token)).toBe(401);
  });

  test('opens what was allowed and the role holds, and nothing beyond either', async () => {
    const { access_token: token } = await signedInProgram(server, await person('owner'), 'contacts:read');
    expect(await statusOf(token, '/contacts')).toBe(200);
    expect(await statusOf(token, '/deals')).toBe(403);
    expect((await withToken(server, token, '/contacts', { method: 'POST', body: { firstName: 'A' } })).status).toBe(
      403,
    );
    expect(await statusOf(token, '/members')).toBe(403);
  });

  test.each(['members', 'api-keys', 'oauth-clients', 'oauth-grants'])(
    'of an owner’s program, with all scopes, decides about no %s',
    async (things) => {
      const { access_token: token, scope } = await signedInProgram(server, await person('owner'), null);
      expect(scope).not.toMatch(/members:write|apiKeys:write|oauthClients:write|sessions:write|organization:erase/);
      const body = { name: 'x', email: 'x@example.com', role: 'owner', scopes: ['contacts:read'] };
      const path = things === 'members' ? '/invites' : `/${things}`;
      const method = things === 'oauth-grants' ? 'DELETE' : 'POST';
      const target = method === 'DELETE' ? `${path}/grt_1` : path;
      expect((await withToken(server, token, target, { method, body })).status).toBe(403);
    },
  );

  test('does less from the request on that follows a demotion, and no more after a promotion than was allowed', async () => {
    const who = await person('member');
    const { access_token: token } = await signedInProgram(server, who, 'contacts:read contacts:write members:read');
    const scopes = async () =>
      (JSON.parse((await withToken(server, token, '/me')).text) as { scopes: string[] }).scopes;
    const write = () => withToken(server, token, '/contacts', { method: 'POST', body: { firstName: 'Ada' } });
    expect((await write()).status).toBe(201);
    expect(await statusOf(token, '/members')).toBe(200);
    await setRole(who, 'viewer');
    expect((await write()).status).toBe(403);
    expect(await statusOf(token, '/members')).toBe(403);
    expect(await scopes()).toEqual(['contacts:read']);
    await setRole(who, 'owner');
    expect((await write()).status).toBe(201);
    expect(await statusOf(token, '/api-keys')).toBe(403);
    expect(await scopes()).toEqual(['members:read', 'contacts:read', 'contacts:write']);
  });

  test('is void from the request on that follows the end of the membership', async () => {
    const who = await person('member');
    const { access_token: token } = await signedInProgram(server, who);
    expect(await statusOf(token, '/contacts')).toBe(200);
    await rt.tenancy.control.write((tx) => tx.run('DELETE FROM Membership WHERE userId = ?', [who.userId]));
    expect(await statusOf(token, '/contacts')).toBe(401);
  });

  test('is void while its organisation is blocked, and needs a plan with the API', async () => {
    const set = (column: string, value: string) =>
      rt.tenancy.control.write((tx) =>
        tx.run(`UPDATE Organization SET "${column}" = ? WHERE id = ?`, [value, other.orgId]),
      );
    const who = await createTestMember(other.orgId, 'owner');
    const { access_token: token } = await signedInProgram(server, who);
    await set('plan', 'free');
    expect(await statusOf(token)).toBe(403);
    await set('plan', 'enterprise');
    expect(await statusOf(token)).toBe(200);
    await set('status', 'blocked');
    expect(await statusOf(token)).toBe(401);
    await set('status', 'active');
  });

  test('reaches its own organisation’s records alone', async () => {
    const mine = await signedInProgram(server, await person('owner'));
    const theirs = await signedInProgram(server, await createTestMember(other.orgId, 'owner'));
    const made = await withToken(server, theirs.access_token, '/contacts', {
      method: 'POST',
      body: { firstName: 'B' },
    });
    const { id } = JSON.parse(made.text) as { id: string };
    expect(await statusOf(theirs.access_token, `/contacts/${id}`)).toBe(200);
    expect(await statusOf(mine.access_token, `/contacts/${id}`)).toBe(404);
  });
});

describe('no token', () => {
  const real = async () => (await signedInProgram(server, await person('owner'))).access_token;

  test('that is signed by nobody, by another algorithm, or by what it brings itself is taken', async () => {
    const token = await real();
    const [head, body, signature] = token.split('.');
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = await exportJWK(publicKey);
    const bad = [
      `${encoded({ ...decoded(head), alg: 'none' })}.${body}.`,
      `${encoded({ ...decoded(head), alg: 'None' })}.${body}.${signature}`,
      `${head}.${body}.`,
      `${head}.${body}`,
      `${head}.${encoded({ ...decoded(body), scope: 'deals:write' })}.${signature}`,
      await new SignJWT(decoded(body)).setProtectedHeader({ ...decoded(head), alg: 'RS256' }).sign(privateKey),
      await new SignJWT(decoded(body)).setProtectedHeader({ ...decoded(head), alg: 'RS256', jwk }).sign(privateKey),
      await forged(token, { alg: 'HS384' }),
      await forged(token, { jku: 'https://evil.example/keys' }),
      await forged(token, { crit: ['x'], x: true }),
      await forged(token, { typ: 'JWT' }),
      await forged(token, { typ: 'holdfast-session+jwt' }),
    ];
    for (const each of bad) expect(await statusOf(each), each).toBe(401);
    expect(await statusOf(await forged(token, {}))).toBe(200);
  });

  test.each([
    ['a path', '../../../etc/passwd'],
    ['a statement', "' OR 1=1 --"],
    ['no version', 'ORG'],
    ['version zero', 'ORG.a0'],
    ['another version', 'ORG.a2'],
    ['the kind of another key', 'ORG.v1'],
    ['another organisation', 'OTHER.a1'],
    ['other case', 'org.A1'],
    ['nothing', ''],
  ])('whose kid names %s is taken', async (_what, kid) => {
    const named = kid.replace('ORG', org.orgId).replace('OTHER', other.orgId);
    expect(await statusOf(await forged(await real(), { kid: named }))).toBe(401);
  });

  test('whose kid is no text, or is missing, is taken', async () => {
    const token = await real();
    for (const kid of [1, null, ['x'], undefined]) expect(await statusOf(await forged(token, { kid }))).toBe(401);
  });

  test.each([
    ['another issuer', { iss: 'https://evil.example' }],
    ['another audience', { aud: 'holdfast-session' }],
    ['no audience', { aud: undefined }],
    ['no end', { exp: undefined }],
    ['no grant', { gid: undefined }],
    ['another grant', { gid: 'grt_01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
    ['another person', { sub: 'usr_01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
    ['another program', { client_id: 'cli_01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
  ])('that names %s is taken, though we had signed it', async (_what, payload) => {
    expect(await statusOf(await forged(await real(), {}, payload))).toBe(401);
  });

  test('of A works at B: neither by A’s name under B’s key, nor by B’s name under A’s', async () => {
    const token = await real();
    const kid = `${other.orgId}.a1`;
    expect(await statusOf(await forged(token, { kid }))).toBe(401);
    expect(await statusOf(await forged(token, { kid }, { org: other.orgId }))).toBe(401);
    expect(await statusOf(await forged(token, {}, { org: other.orgId }))).toBe(401);
    // Even under B's own key: what it was given for is A's.
    expect(await statusOf(await forged(token, { kid }, { org: other.orgId }, other.orgId))).toBe(401);
  });

  test('of one kind passes for another: sessions are no bearer tokens, access tokens no sessions', async () => {
    const { userId, sessionId } = org.owner;
    const session = await signSessionToken(rt, { userId, sessionId, orgId: org.orgId, role: 'owner' }, 900);
    expect(await statusOf(session)).toBe(401);
    const headers = { cookie: `${sessionCookieName(rt.origin)}=${await real()}`, 'sec-fetch-site': 'same-origin' };
    expect((await server.send({ path: '/api/v1/me', headers })).status).toBe(401);
    expect(await statusOf(`${await real()}`.slice(0, -2))).toBe(401);
  });

  test('beyond its scopes is had by asking for more than was allowed in a token that we signed', async () => {
    const { access_token: token } = await signedInProgram(server, await person('owner'), 'contacts:read');
    const wider = await forged(token, {}, { scope: 'contacts:read deals:read apiKeys:write' });
    expect(await statusOf(wider, '/deals')).toBe(403);
    expect(await statusOf(wider, '/contacts')).toBe(200);
  });
});

describe('what a program does', () => {
  test('stands in ledger and audit log under what its person allowed it, by the name of both', async () => {
    const who = await person('owner');
    const { access_token: token } = await signedInProgram(server, who);
    await withToken(server, token, '/contacts', { method: 'POST', body: { firstName: 'Grace' } });
    const { data } = await call(listReceipts, who, { limit: 2 });
    expect(data.map(({ action }) => action)).toEqual(['contact.created', 'oauthGrant.allowed']);
    const [made, allowed] = data;
    expect(made?.actor).toMatch(/^grt_/);
    expect(allowed).toMatchObject({ subject: made?.actor, actor: who.userId });
    const events = await call(listAuditEvents, who, { limit: 20 });
    expect(events.data.find(({ action }) => action === 'api.authenticate')).toMatchObject({
      actor: made?.actor,
      actorName: 'Holdfast command line for Test Person',
      detail: { userId: who.userId, clientId: commandLine },
    });
  });

  test('is counted by what it was allowed, and not by others’ budgets', async () => {
    const mine = await signedInProgram(server, await person('owner'));
    const answer = await withToken(server, mine.access_token, '/contacts');
    expect(answer.headers.get('ratelimit')).toMatch(/"api\.key";r=999/);
    const { key } = await call(createApiKey, await person('owner'), { name: 'Key', scopes: ['contacts:read'] });
    expect((await withToken(server, key, '/contacts')).headers.get('ratelimit')).toMatch(/"api\.key";r=999/);
  });

  test('guesses count against their address like guesses at keys', async () => {
    const before = await server.send({ path: '/api/v1/me', headers: { authorization: 'Bearer a.b.c' } });
    expect(before.status).toBe(401);
    expect(before.headers.get('ratelimit')).toContain('api.unauthenticated');
  });
});
