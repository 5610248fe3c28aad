import { createHash, randomBytes } from 'node:crypto';
import type { Permission } from '#lib/access/permissions.ts';
import type { UserPrincipal } from '#lib/access/principal.ts';
import { decideAuthorization } from '#lib/identity/oauth/decide-authorization.ts';
import { registerClient } from '#lib/identity/oauth/register-client.ts';
import { clientScopes } from '#lib/identity/oauth/scopes.ts';
import type { ApiHost, Got } from './api-hosts.ts';
import { call, justSignedIn, type TestOrganization } from './call.ts';

/** The scopes of a page that withheld none. */
export const everyScope = clientScopes.join(' ');
export const loopback = 'http://127.0.0.1:49152/callback';
export const commandLine = 'holdfast-cli';
export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

export interface Proof {
  readonly verifier: string;
  readonly challenge: string;
}

export function newProof(): Proof {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** A good authorization request, with what a test changes of it; a parameter that is undefined is left out. */
export function requestQuery(proof: Proof, changes: Readonly<Record<string, string | undefined>> = {}): string {
  const query = new URLSearchParams();
  const good = {
    client_id: commandLine,
    redirect_uri: loopback,
    response_type: 'code',
    code_challenge: proof.challenge,
    code_challenge_method: 'S256',
    state: 'state-1',
    scope: 'contacts:read contacts:write',
  };
  for (const [name, value] of Object.entries({ ...good, ...changes })) if (value !== undefined) query.set(name, value);
  return query.toString();
}

/** What the person's browser is sent to once they have allowed the request. */
export async function allow(person: UserPrincipal, query: string): Promise<URL> {
  const { redirectTo } = await call(decideAuthorization, person, {
    query,
    organizationId: person.membership?.orgId,
    scopes: everyScope,
    decision: 'allow',
  });
  return new URL(redirectTo);
}

export async function newCode(person: UserPrincipal, query: string): Promise<string> {
  return (await allow(person, query)).searchParams.get('code') ?? '';
}

export function post(host: ApiHost, path: string, fields: Readonly<Record<string, string>>): Promise<Got> {
  return host.send({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'test-program/1.0' },
    body: new URLSearchParams(fields).toString(),
  });
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
  readonly expires_in: number;
  readonly token_type: string;
}

export function exchange(host: ApiHost, code: string, proof: Proof, changes: Readonly<Record<string, string>> = {}) {
  const good = { grant_type: 'authorization_code', client_id: commandLine, redirect_uri: loopback };
  return post(host, '/oauth/token', { ...good, code, code_verifier: proof.verifier, ...changes });
}

export function refresh(host: ApiHost, token: string, changes: Readonly<Record<string, string>> = {}) {
  return post(host, '/oauth/token', {
    ...{ grant_type: 'refresh_token', client_id: commandLine, refresh_token: token },
    ...changes,
  });
}

export const tokensOf = (got: Got): Tokens => {
  if (got.status !== 200) throw new Error(`no tokens: ${got.status} ${got.text}`);
  return JSON.parse(got.text) as Tokens;
};

export const errorOf = (got: Got): string => {
  if (got.status < 400) throw new Error(`no refusal: ${got.status} ${got.text}`);
  return (JSON.parse(got.text) as { readonly error: string }).error;
};

/**
 * The tokens of a person who has let the command line act for them.
 * @param scope null to ask for everything.
 */
export async function signedInProgram(host: ApiHost, person: UserPrincipal, scope?: string | null): Promise<Tokens> {
  const proof = newProof();
  const code = await newCode(person, requestQuery(proof, scope === undefined ? {} : { scope: scope ?? undefined }));
  return tokensOf(await exchange(host, code, proof));
}

export function withToken(host: ApiHost, token: string, path: string, more: { method?: string; body?: object } = {}) {
  return host.send({
    method: more.method ?? 'GET',
    path: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
  });
}

/** A program that owners of the organisation registered. */
export async function ownClient(
  org: TestOrganization,
  scopes: readonly Permission[] = ['contacts:read'],
  name = 'App',
) {
  return call(registerClient, justSignedIn(org.owner), {
    ...{ name, scopes, deviceFlow: true },
    redirectUris: ['http://127.0.0.1/cb', 'com.example.app:/cb'],
  });
}
