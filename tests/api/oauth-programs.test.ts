import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listClients } from '#lib/identity/oauth/list-clients.ts';
import { listGrants, listMyGrants } from '#lib/identity/oauth/list-grants.ts';
import { readAuthorization } from '#lib/identity/oauth/read-authorization.ts';
import { registerClient } from '#lib/identity/oauth/register-client.ts';
import { removeClient } from '#lib/identity/oauth/remove-client.ts';
import { revokeGrant, revokeMyGrant } from '#lib/identity/oauth/revoke-grant.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import {
  errorOf,
  exchange,
  newCode,
  newProof,
  ownClient,
  refresh,
  requestQuery,
  signedInProgram,
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
  org = await createTestOrganization('Programs');
  other = await createTestOrganization('Neighbours');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

const works = async (token: string) => (await withToken(server, token, '/me')).status === 200;

describe('a program', () => {
  const good = { name: 'App', scopes: ['contacts:read'], redirectUris: ['com.example.app:/cb'], deviceFlow: false };

  test('is registered by owners alone, without a secret, with a receipt', async () => {
    const client = await call(registerClient, org.owner, good);
    expect(client).toMatchObject({ id: expect.stringMatching(/^cli_/), name: 'App', deviceFlow: false });
    expect(JSON.stringify(client)).not.toMatch(/secret/i);
    const { data } = await call(listReceipts, org.owner, { limit: 1 });
    expect(data[0]).toMatchObject({ action: 'oauthClient.registered', subject: client.id });
    for (const role of ['admin', 'member', 'viewer'] as const) {
      await refused(call(registerClient, await createTestMember(org.orgId, role), good), 'forbidden');
    }
    expect((await call(listClients, await createTestMember(org.orgId, 'admin'))).data).toContainEqual(client);
    await refused(call(listClients, await createTestMember(org.orgId, 'member')), 'forbidden');
  });

  test.each([
    ['an address elsewhere', { redirectUris: ['http://evil.example/cb'] }, 'redirectUris.0'],
    ['localhost', { redirectUris: ['http://localhost/cb'] }, 'redirectUris.0'],
    ['a script', { redirectUris: ['javascript:alert(1)'] }, 'redirectUris.0'],
    ['no way to be answered', { redirectUris: [] }, 'redirectUris'],
    ['a scope of people alone', { scopes: ['members:write'] }, 'scopes.0'],
    ['all scopes that there will ever be', { scopes: ['*'] }, 'scopes.0'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['an address as its name', { name: 'Visit https://evil.example' }, 'name'],
    ['a name that turns what stands around it', { name: 'A\u202epp' }, 'name'],
    ['a secret', { clientSecret: 'x' }, ''],
  ])('is never registered with %s', async (_what, changes, path) => {
    const error = await refused(call(registerClient, org.owner, { ...good, ...changes }), 'invalid_input');
    expect(error.problems.map((problem) => problem.path)).toContain(path);
  });

  test('registers no program, and none registers itself', async () => {
    for (const path of ['/oauth/register', '/api/v1/oauth-clients']) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ redirect_uris: ['http://127.0.0.1/cb'] });
      const answer = await server.send({ method: 'POST', path, headers, body });
      expect(answer.text).not.toContain('client_id');
    }
    const metadata = await server.send({ path: '/.well-known/oauth-authorization-server' });
    expect(metadata.text).not.toContain('registration_endpoint');
  });

  test('asks for no more than it is registered for', async () => {
    const client = await ownClient(org, ['contacts:read'], 'Narrow');
    const changes = { client_id: client.id, redirect_uri: 'http://127.0.0.1:5000/cb' };
    const wide = await call(readAuthorization, org.owner, { query: requestQuery(newProof(), changes) });
    expect(wide).toMatchObject({ kind: 'redirect', to: expect.stringContaining('error=invalid_scope') });
    const all = requestQuery(newProof(), { ...changes, scope: undefined });
    expect(await call(readAuthorization, org.owner, { query: all })).toMatchObject({
      allowed: [{ scope: 'contacts:read' }],
      client: { name: 'Narrow', builtIn: false },
    });
  });

  test('that is removed has lost everything that people allowed it, from the next request on', async () => {
    const client = await ownClient(org, ['contacts:read'], 'Removed');
    const address = { client_id: client.id, redirect_uri: 'com.example.app:/cb' };
    const proof = newProof();
    const query = requestQuery(proof, { ...address, scope: 'contacts:read' });
    const tokens = tokensOf(await exchange(server, await newCode(org.owner, query), proof, address));
    const pending = await newCode(org.owner, query);
    expect(await works(tokens.access_token)).toBe(true);
    await call(removeClient, org.owner, { id: client.id });
    expect(await works(tokens.access_token)).toBe(false);
    expect((await call(listMyGrants, org.owner)).data.map((grant) => grant.client.id)).not.toContain(client.id);
    const at = { client_id: client.id };
    expect(errorOf(await refresh(server, tokens.refresh_token, at))).toBe('invalid_client');
    expect(errorOf(await exchange(server, pending, proof, address))).toBe('invalid_client');
    expect(await call(readAuthorization, org.owner, { query })).toMatchObject({ kind: 'refused' });
    await refused(call(removeClient, org.owner, { id: client.id }), 'not_found');
  });

  test('of another organisation is removed by nobody, nor is the one that comes with the product', async () => {
    const theirs = await ownClient(other, ['contacts:read'], 'Theirs');
    await refused(call(removeClient, org.owner, { id: theirs.id }), 'not_found');
    await refused(call(removeClient, org.owner, { id: 'holdfast-cli' }), 'not_found');
    expect((await call(listClients, other.owner)).data.map(({ id }) => id)).toEqual([theirs.id]);
  });
});

describe('what people let programs do', () => {
  test('is seen and ended by themselves, in whatever organisation, and nobody else’s is', async () => {
    const who = await createTestMember(org.orgId, 'member');
    const tokens = await signedInProgram(server, who);
    const { data } = await call(listMyGrants, who);
    expect(data).toMatchObject([
      {
        client: { id: 'holdfast-cli', name: 'Holdfast command line' },
        organization: { slug: org.slug },
        device: 'test-program/1.0',
        scopes: ['contacts:read', 'contacts:write'],
      },
    ]);
    const id = data[0]?.id;
    await refused(call(revokeMyGrant, org.owner, { id }), 'not_found');
    expect(await works(tokens.access_token)).toBe(true);
    await call(revokeMyGrant, who, { id });
    expect(await works(tokens.access_token)).toBe(false);
    expect(errorOf(await refresh(server, tokens.refresh_token))).toBe('invalid_grant');
    await refused(call(revokeMyGrant, who, { id }), 'not_found');
  });

  test('is seen by owners and admins and ended by owners, in their organisation alone, with one receipt', async () => {
    const who = await createTestMember(org.orgId, 'viewer');
    const tokens = await signedInProgram(server, who);
    const { data } = await call(listGrants, await createTestMember(org.orgId, 'admin'));
    const grant = data.find(({ user }) => user.id === who.userId);
    expect(grant).toMatchObject({ scopes: ['contacts:read'], user: { email: who.email } });
    expect((await call(listGrants, other.owner)).data).toEqual([]);
    const id = grant?.id;
    await refused(call(revokeGrant, await createTestMember(org.orgId, 'admin'), { id }), 'forbidden');
    await refused(call(revokeGrant, other.owner, { id }), 'not_found');
    await call(revokeGrant, org.owner, { id });
    expect(await works(tokens.access_token)).toBe(false);
    const receipts = (await call(listReceipts, org.owner, { limit: 50 })).data;
    expect(receipts.filter(({ action, subject }) => action === 'oauthGrant.revoked' && subject === id)).toHaveLength(1);
    await refused(call(revokeGrant, org.owner, { id }), 'not_found');
  });

  test('holds no token, and is listed only once its program has fetched them', async () => {
    const who = await createTestMember(org.orgId, 'owner');
    const proof = newProof();
    const code = await newCode(who, requestQuery(proof));
    expect((await call(listMyGrants, who)).data).toEqual([]);
    const tokens = tokensOf(await exchange(server, code, proof));
    const list = JSON.stringify(await call(listMyGrants, who));
    for (const secret of [code, tokens.access_token, tokens.refresh_token]) expect(list).not.toContain(secret);
  });
});
