import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideAuthorization } from '#lib/identity/oauth/decide-authorization.ts';
import { readAuthorization } from '#lib/identity/oauth/read-authorization.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import {
  anonymous,
  call,
  createTestMember,
  createTestOrganization,
  refused,
  type TestOrganization,
} from '../support/call.ts';
import {
  allow,
  commandLine,
  errorOf,
  everyScope,
  exchange,
  loopback,
  newCode,
  newProof,
  ownClient,
  refresh,
  requestQuery,
  tokensOf,
  withToken,
} from '../support/oauth.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  rt = await createTestRuntime();
  server = await startOwnServer(rt);
  org = await createTestOrganization('Codes');
  other = await createTestOrganization('Strangers');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

const shown = (query: string, person = org.owner as Parameters<typeof call>[1]) =>
  call(readAuthorization, person, { query });

const events = (action: string) =>
  rt.tenancy.control.all<{ outcome: string; reason: string | null; actor: string | null; orgId: string | null }>(
    'SELECT outcome, reason, actor, orgId FROM AuditEvent WHERE action = ? ORDER BY rowid DESC',
    [action],
  );

describe('what a program asks for', () => {
  test('is shown with its name, the organisation and each scope, to somebody who is signed in', async () => {
    const page = await shown(requestQuery(newProof()));
    expect(page).toMatchObject({
      kind: 'consent',
      client: { name: 'Holdfast command line', builtIn: true },
      organization: { id: org.orgId, name: 'Codes' },
      destination: 'a program on this device',
      allowed: [{ scope: 'contacts:read' }, { scope: 'contacts:write' }],
      withheld: [],
    });
    expect(await shown(requestQuery(newProof()), anonymous)).toEqual({ kind: 'sign-in' });
  });

  test('is told to nobody who is not signed in, not even that it is wrong', async () => {
    for (const query of ['', 'client_id=nobody', requestQuery(newProof(), { redirect_uri: 'https://evil.example' })]) {
      expect(await shown(query, anonymous)).toEqual({ kind: 'sign-in' });
    }
  });

  test('is cut to what the person’s role holds, and what is held back is named', async () => {
    const viewer = await createTestMember(org.orgId, 'viewer');
    const query = requestQuery(newProof());
    expect(await shown(query, viewer)).toMatchObject({
      allowed: [{ scope: 'contacts:read' }],
      withheld: [{ scope: 'contacts:write' }],
    });
    const code = await newCode(viewer, query);
    expect(code).not.toBe('');
    const nothing = await shown(requestQuery(newProof(), { scope: 'contacts:write' }), viewer);
    expect(nothing).toMatchObject({ kind: 'redirect', to: expect.stringContaining('error=access_denied') });
  });

  test('of another organisation’s program is as unknown as of none', async () => {
    const client = await ownClient(other);
    const query = requestQuery(newProof(), { client_id: client.id, redirect_uri: 'http://127.0.0.1/cb' });
    const foreign = await shown(query);
    expect(foreign).toEqual(await shown(query.replace(client.id, 'cli_none')));
    expect(foreign).toMatchObject({ kind: 'refused' });
    const decision = { query, organizationId: org.orgId, scopes: everyScope, decision: 'allow' };
    await refused(call(decideAuthorization, org.owner, decision), 'conflict');
  });

  test('is allowed what the page named, and nothing that it withheld from somebody promoted meanwhile', async () => {
    const person = await createTestMember(org.orgId, 'viewer');
    const proof = newProof();
    const query = requestQuery(proof);
    const page = await shown(query, person);
    const scopes = page.kind === 'consent' ? page.allowed.map(({ scope }) => scope).join(' ') : '';
    await rt.tenancy.control.write((tx) =>
      tx.run("UPDATE Membership SET role = 'member' WHERE userId = ?", [person.userId]),
    );
    const input = { query, organizationId: org.orgId, scopes, decision: 'allow' };
    const { redirectTo } = await call(decideAuthorization, person, input);
    const code = new URL(redirectTo).searchParams.get('code') ?? '';
    const { access_token } = tokensOf(await exchange(server, code, proof));
    expect(JSON.parse((await withToken(server, access_token, '/me')).text)).toMatchObject({
      scopes: ['contacts:read'],
    });
    await refused(call(decideAuthorization, person, { ...input, scopes: 'contacts:delete' }), 'conflict');
  });

  test('is decided for the organisation that the page named, and no other', async () => {
    const input = {
      query: requestQuery(newProof()),
      organizationId: other.orgId,
      scopes: everyScope,
      decision: 'allow',
    };
    await refused(call(decideAuthorization, org.owner, input), 'conflict');
  });

  test('leads to the organisation that the program names, if the person belongs to it', async () => {
    const query = requestQuery(newProof(), { organization: other.slug });
    expect(await shown(query)).toMatchObject({ kind: 'refused' });
    expect(await shown(query, other.owner)).toMatchObject({ kind: 'consent' });
    const elsewhere = { ...other.owner, membership: null };
    expect(await shown(query, elsewhere)).toEqual({ kind: 'switch', slug: other.slug });
    expect(await shown(requestQuery(newProof()), elsewhere)).toEqual({ kind: 'organization' });
  });
});

describe('an answer that goes to no address that we know is shown to the person', () => {
  test.each([
    ['an unknown program', { client_id: 'cli_unknown' }],
    ['no program', { client_id: undefined }],
    ['no address', { redirect_uri: undefined }],
    ['another address', { redirect_uri: 'https://evil.example/callback' }],
    ['localhost', { redirect_uri: 'http://localhost:49152/callback' }],
    ['more of an address', { redirect_uri: `${loopback}/x` }],
    ['an address with our own as its user', { redirect_uri: 'http://127.0.0.1:1@evil.example/callback' }],
    ['far too much', { state: 'x'.repeat(2_500) }],
  ])('%s', async (_what, changes) => {
    expect(await shown(requestQuery(newProof(), changes))).toMatchObject({ kind: 'refused' });
  });

  test('a program or an address that is named twice', async () => {
    const query = requestQuery(newProof());
    expect(await shown(`${query}&client_id=${commandLine}`)).toMatchObject({ kind: 'refused' });
    expect(await shown(`${query}&redirect_uri=${encodeURIComponent(loopback)}`)).toMatchObject({ kind: 'refused' });
  });
});

describe('an error goes back to the program', () => {
  test.each([
    ['no challenge', { code_challenge: undefined }, 'invalid_request'],
    ['the challenge in clear (downgrade)', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no method, which would be plain (downgrade)', { code_challenge_method: undefined }, 'invalid_request'],
    ['the method in other case', { code_challenge_method: 's256' }, 'invalid_request'],
    ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
    ['a token at once', { response_type: 'token' }, 'unsupported_response_type'],
    ['a token beside the code', { response_type: 'code token' }, 'unsupported_response_type'],
    ['no type', { response_type: undefined }, 'invalid_request'],
    ['an answer in the fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['an answer by form', { response_mode: 'form_post' }, 'invalid_request'],
    ['a request object', { request: 'eyJ' }, 'request_not_supported'],
    ['a request elsewhere', { request_uri: 'https://evil.example/r' }, 'request_uri_not_supported'],
    ['an unknown scope', { scope: 'contacts:read everything' }, 'invalid_scope'],
    ['a scope that no program may hold', { scope: 'members:write' }, 'invalid_scope'],
    ['a scope of people alone', { scope: 'apiKeys:write' }, 'invalid_scope'],
    ['no scope in many spaces', { scope: '   ' }, 'invalid_scope'],
  ])('%s', async (_what, changes, error) => {
    const page = await shown(requestQuery(newProof(), changes));
    if (page.kind !== 'redirect') throw new Error(JSON.stringify(page));
    const to = new URL(page.to);
    expect(`${to.origin}${to.pathname}`).toBe(loopback);
    expect(to.searchParams.get('error')).toBe(error);
    expect(to.searchParams.get('state')).toBe('state-1');
    expect(to.searchParams.get('iss')).toBe(rt.origin);
    expect(to.searchParams.has('code')).toBe(false);
  });

  test('for a parameter that stands twice, and a state that is none is not sent back', async () => {
    const twice = await shown(`${requestQuery(newProof())}&scope=deals%3Aread`);
    expect(twice).toMatchObject({ kind: 'redirect', to: expect.stringContaining('error=invalid_request') });
    const state = await shown(requestQuery(newProof(), { state: 'line\nend' }));
    expect(state).toMatchObject({ kind: 'redirect', to: expect.not.stringContaining('state=') });
  });
});

describe('a code', () => {
  test('comes with the state as it was and our name, and gives tokens to who holds the verifier', async () => {
    const proof = newProof();
    const state = 'a b&c=d"<>';
    const back = await allow(org.owner, requestQuery(proof, { state }));
    expect(back.searchParams.get('state')).toBe(state);
    expect(back.searchParams.get('iss')).toBe(rt.origin);
    const tokens = tokensOf(await exchange(server, back.searchParams.get('code') ?? '', proof));
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'contacts:read contacts:write' });
    expect((await withToken(server, tokens.access_token, '/contacts')).status).toBe(200);
  });

  test('is kept as a digest alone', async () => {
    const code = await newCode(org.owner, requestQuery(newProof()));
    const rows = await rt.tenancy.control.all('SELECT * FROM OAuthCode');
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test('asks for a fresh sign-in', async () => {
    const old = { ...org.owner, signedInAt: new Date(rt.clock.now().getTime() - 3_600_000).toISOString() };
    const input = { query: requestQuery(newProof()), organizationId: org.orgId, scopes: everyScope, decision: 'allow' };
    await refused(call(decideAuthorization, old, input), 'fresh_sign_in_required');
  });

  test('lives for sixty seconds', async () => {
    const proof = newProof();
    const code = await newCode(org.owner, requestQuery(proof));
    const late = await newCode(org.owner, requestQuery(proof));
    rt.clock.advance(59);
    tokensOf(await exchange(server, code, proof));
    rt.clock.advance(1);
    expect(errorOf(await exchange(server, late, proof))).toBe('invalid_grant');
  });

  test('that is replayed takes back what it gave', async () => {
    const proof = newProof();
    const code = await newCode(org.owner, requestQuery(proof));
    const tokens = tokensOf(await exchange(server, code, proof));
    expect(errorOf(await exchange(server, code, proof))).toBe('invalid_grant');
    expect((await withToken(server, tokens.access_token, '/contacts')).status).toBe(401);
    expect(errorOf(await refresh(server, tokens.refresh_token))).toBe('invalid_grant');
    expect((await events('oauth.reuse'))[0]).toMatchObject({ reason: 'code_replayed', orgId: org.orgId });
  });

  test('that twenty show at once gives tokens to one at most, and nothing of it works afterwards', async () => {
    const proof = newProof();
    const code = await newCode(org.owner, requestQuery(proof));
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(server, code, proof)));
    const good = answers.filter(({ status }) => status === 200);
    expect(good.length).toBe(1);
    for (const answer of good) {
      expect((await withToken(server, tokensOf(answer).access_token, '/me')).status).toBe(401);
    }
  });

  test.each([
    ['another verifier (injection)', { code_verifier: newProof().verifier }],
    ['another address', { redirect_uri: 'http://127.0.0.1:49153/callback' }],
    ['the address without its port', { redirect_uri: 'http://127.0.0.1/callback' }],
    ['the address of IPv6', { redirect_uri: 'http://[::1]:49152/callback' }],
  ])('shown with %s is refused, and dead', async (_what, changes) => {
    const proof = newProof();
    const code = await newCode(org.owner, requestQuery(proof));
    expect(errorOf(await exchange(server, code, proof, changes))).toBe('invalid_grant');
    expect(errorOf(await exchange(server, code, proof))).toBe('invalid_grant');
  });

  test('of one program is none for another', async () => {
    const client = await ownClient(org);
    const proof = newProof();
    const code = await newCode(org.owner, requestQuery(proof));
    expect(errorOf(await exchange(server, code, proof, { client_id: client.id }))).toBe('invalid_grant');
    expect(errorOf(await exchange(server, code, proof))).toBe('invalid_grant');
  });

  test.each([
    ['the challenge as verifier (downgrade)', (proof: ReturnType<typeof newProof>) => proof.challenge, 'invalid_grant'],
    ['an empty verifier', () => '', 'invalid_request'],
    ['a short verifier', () => 'a'.repeat(42), 'invalid_request'],
    ['a long verifier', () => 'a'.repeat(129), 'invalid_request'],
    ['a verifier of other characters', () => `${'a'.repeat(42)}!`, 'invalid_request'],
  ])('is not given for %s', async (_what, verifier, error) => {
    const proof = newProof();
    const code = await newCode(org.owner, requestQuery(proof));
    expect(errorOf(await exchange(server, code, proof, { code_verifier: verifier(proof) }))).toBe(error);
  });

  test('is void once its person has left the organisation', async () => {
    const member = await createTestMember(org.orgId, 'member');
    const proof = newProof();
    const code = await newCode(member, requestQuery(proof));
    await rt.tenancy.control.write((tx) => tx.run('DELETE FROM Membership WHERE userId = ?', [member.userId]));
    expect(errorOf(await exchange(server, code, proof))).toBe('invalid_grant');
  });
});
