import { createApiKey } from '#lib/api-keys/create-key.ts';
import { renewalCookieName, sessionCookieName } from '#lib/identity/session-cookies.ts';
import { signSessionToken } from '#lib/identity/session-token.ts';
import { createOrigin } from '#lib/origins/create-origin.ts';
import { type ApiHost, type Got, nextHost, type OwnServer, type Sent, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

export const acmeOrigin = 'https://app.acme.example';
export const globexOrigin = 'https://app.globex.example:8443';

/** Neither of the two, however near. */
export const hostile = [
  'null',
  '*',
  'https://evil.example',
  'https://app.acme.example.evil.example',
  'https://evil-app.acme.example',
  'https://evilapp.acme.example',
  'https://acme.example',
  'https://sub.app.acme.example',
  'http://app.acme.example',
  'https://app.acme.example:443',
  'https://app.acme.example:8443',
  'https://app.globex.example',
  'https://APP.ACME.EXAMPLE',
  'https://app.acme.example.',
  'https://app.acme.example/',
  'https://user@app.acme.example',
  'https://app.acme.example@evil.example',
  'https://app.acme.example%2eevil.example',
  'https://xn--pp-yia.acme.example',
  'https://\u00e4pp.acme.example',
  'https://app.acme.example https://evil.example',
  'https://app.acme.example, https://evil.example',
  `https://${'a'.repeat(2_000)}.example`,
];

/** Two organisations that allow an origin each, behind both hosts. */
export interface CorsSetup {
  readonly rt: TestRuntime;
  readonly own: OwnServer;
  readonly acme: TestOrganization;
  /** May do all that a key of Acme can. */
  readonly key: string;
  /** A live session at Acme. */
  readonly cookie: string;
  close(): Promise<void>;
}

export async function startCors(): Promise<CorsSetup> {
  const rt = await createTestRuntime({ env: { HOLDFAST_TRUSTED_PROXY_HOPS: 1, AUTH_FLOOR_SUCCESS: 'off' } });
  const own = await startOwnServer(rt);
  const acme = await createTestOrganization('Acme');
  const globex = await createTestOrganization('Globex');
  const { key } = await call(createApiKey, acme.owner, { name: 'all', scopes: ['*'] });
  await call(createOrigin, acme.owner, { origin: acmeOrigin });
  await call(createOrigin, globex.owner, { origin: globexOrigin });
  const { userId, sessionId } = acme.owner;
  const claims = { userId, sessionId, orgId: acme.orgId, role: 'owner' };
  const token = await signSessionToken(rt, claims, 900);
  const cookie = `${sessionCookieName(rt.origin)}=${token}; ${renewalCookieName(rt.origin)}=x`;
  const close = async () => {
    await own.close();
    await rt.close();
  };
  return { rt, own, acme, key, cookie, close };
}

export function hostsOf(setup: () => CorsSetup): readonly (readonly [string, () => ApiHost])[] {
  return [
    ['our own server', () => setup().own],
    ['a Next host', () => nextHost],
  ];
}

let nextAddress = 0;
/** Refusals are counted by address: each comes from one of its own. */
export function somebody(): Record<string, string> {
  nextAddress += 1;
  return { 'x-forwarded-for': `198.51.${Math.floor(nextAddress / 250)}.${nextAddress % 250}` };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export function corsHeaders({ headers }: Got): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

export const preflight = (
  origin: string,
  path = '/api/v1/contacts',
  more: Readonly<Record<string, string>> = {},
): Sent => ({
  method: 'OPTIONS',
  path,
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,idempotency-key',
    ...more,
  },
});
