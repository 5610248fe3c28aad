import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideAuthorization } from '#lib/identity/oauth/decide-authorization.ts';
import { decideDevice } from '#lib/identity/oauth/decide-device.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { freePort } from '../support/free-port.ts';
import { allow, commandLine, loopback } from '../support/oauth.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let server: OwnServer;
let org: TestOrganization;

beforeAll(async () => {
  const port = await freePort();
  rt = await createTestRuntime({ env: { PORT: port } });
  server = await startOwnServer(rt, { port });
  org = await createTestOrganization('Real');
});

afterAll(async () => {
  await server.close();
  await rt.close();
});

const insecure = { [oauth.allowInsecureRequests]: true } as const;
const client: oauth.Client = { client_id: commandLine };

async function discovered(): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(rt.origin);
  const response = await oauth.discoveryRequest(issuer, { ...insecure, algorithm: 'oauth2' });
  return oauth.processDiscoveryResponse(issuer, response);
}

describe('a client of the library oauth4webapi', () => {
  test('finds the server, signs a person in, calls the API, renews and revokes', async () => {
    const as = await discovered();
    expect(as.code_challenge_methods_supported).toEqual(['S256']);
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const asked = new URL(as.authorization_endpoint as string);
    asked.searchParams.set('client_id', client.client_id);
    asked.searchParams.set('redirect_uri', loopback);
    asked.searchParams.set('response_type', 'code');
    asked.searchParams.set('scope', 'contacts:read contacts:write');
    asked.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(verifier));
    asked.searchParams.set('code_challenge_method', 'S256');
    asked.searchParams.set('state', state);

    const back = await allow(org.owner, asked.search.slice(1));
    const answer = oauth.validateAuthResponse(as, client, back, state);
    const none = oauth.None();
    const tokens = await oauth.processAuthorizationCodeResponse(
      as,
      client,
      await oauth.authorizationCodeGrantRequest(as, client, none, answer, loopback, verifier, insecure),
    );
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'contacts:read contacts:write' });

    const me = new URL(`${rt.origin}/api/v1/me`);
    const read = await oauth.protectedResourceRequest(tokens.access_token, 'GET', me, undefined, null, insecure);
    expect(await read.json()).toMatchObject({ client: { id: commandLine }, user: { id: org.owner.userId } });

    const renewed = await oauth.processRefreshTokenResponse(
      as,
      client,
      await oauth.refreshTokenGrantRequest(as, client, none, tokens.refresh_token as string, insecure),
    );
    expect(renewed.refresh_token).not.toBe(tokens.refresh_token);

    await oauth.processRevocationResponse(
      await oauth.revocationRequest(as, client, none, renewed.refresh_token as string, insecure),
    );
    const after = await server.send({
      path: '/api/v1/me',
      headers: { authorization: `Bearer ${renewed.access_token}` },
    });
    expect(after.status).toBe(401);
  });

  test('takes no answer that another server sent it (mix-up)', async () => {
    const as = await discovered();
    const state = oauth.generateRandomState();
    const challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier());
    const query = new URLSearchParams({
      ...{ client_id: commandLine, redirect_uri: loopback, response_type: 'code', state },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    });
    const back = await allow(org.owner, query.toString());
    const other = { ...as, issuer: 'https://evil.example' };
    expect(() => oauth.validateAuthResponse(other, client, back, state)).toThrow(/iss/);
    expect(() => oauth.validateAuthResponse(as, client, back, 'another state')).toThrow(/state/);
    const unsaid = new URL(back);
    unsaid.searchParams.delete('iss');
    expect(() => oauth.validateAuthResponse(as, client, unsaid, state)).toThrow(/iss/);
  });
});

describe('a client of the library openid-client', () => {
  const configured = () =>
    openid.discovery(new URL(rt.origin), commandLine, undefined, openid.None(), {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });

  test('signs a person in by browser and renews', async () => {
    const config = await configured();
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const expectedState = openid.randomState();
    const asked = openid.buildAuthorizationUrl(config, {
      ...{ redirect_uri: loopback, scope: 'deals:read', state: expectedState, code_challenge_method: 'S256' },
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    });
    const back = await allow(org.owner, asked.search.slice(1));
    const tokens = await openid.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState });
    expect(tokens.scope).toBe('deals:read');
    const renewed = await openid.refreshTokenGrant(config, tokens.refresh_token as string);
    const me = new URL(`${rt.origin}/api/v1/me`);
    const answer = await openid.fetchProtectedResource(config, renewed.access_token, me, 'GET');
    expect(answer.status).toBe(200);
  });

  test('is told of a person who does not allow it', async () => {
    const config = await configured();
    const asked = openid.buildAuthorizationUrl(config, {
      ...{ redirect_uri: loopback, scope: 'deals:write', state: 's', code_challenge_method: 'S256' },
      code_challenge: await openid.calculatePKCECodeChallenge(openid.randomPKCECodeVerifier()),
    });
    const { redirectTo } = await call(decideAuthorization, org.owner, {
      ...{ query: asked.search.slice(1), organizationId: org.orgId, scopes: '', decision: 'deny' },
    });
    const granted = openid.authorizationCodeGrant(config, new URL(redirectTo), { expectedState: 's' });
    await expect(granted).rejects.toMatchObject({ error: 'access_denied' });
  });

  test('signs a person in on a device without a browser', async () => {
    const config = await configured();
    const device = await openid.initiateDeviceAuthorization(config, { scope: 'contacts:read' });
    expect(device.verification_uri).toBe(`${rt.origin}/oauth/device`);
    expect(device.verification_uri_complete).toBeUndefined();
    await call(decideDevice, org.owner, {
      ...{ userCode: device.user_code, organizationId: org.orgId, scopes: 'contacts:read', decision: 'allow' },
    });
    const tokens = await openid.genericGrantRequest(config, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: device.device_code,
    });
    const me = new URL(`${rt.origin}/api/v1/me`);
    const answer = await openid.fetchProtectedResource(config, tokens.access_token, me, 'GET');
    expect(await answer.json()).toMatchObject({ scopes: ['contacts:read'] });
    await openid.tokenRevocation(config, tokens.refresh_token as string);
    await expect(openid.refreshTokenGrant(config, tokens.refresh_token as string)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });
});
