import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import type { Permission } from '../../access/permissions.ts';
import { randomToken } from '../../platform/crypto/digest.ts';
import { fail } from '../../platform/errors.ts';
import type { Runtime } from '../../runtime.ts';

type TokenHost = Pick<Runtime, 'tenancy' | 'origin' | 'clock'>;

/** What an access token says (RFC 9068, section 2.2), with the grant that it was given for. */
export interface AccessClaims {
  readonly grantId: string;
  readonly clientId: string;
  readonly orgId: string;
  readonly userId: string;
  readonly scopes: readonly Permission[];
}

export interface VerifiedAccess extends Omit<AccessClaims, 'scopes'> {
  /** As the token names them; whether they are permissions is for the caller. */
  readonly scopeNames: readonly string[];
}

/** Fixed: the verifier takes no other (RFC 8725, sections 3.1 and 3.11). We alone sign and read these tokens. */
const algorithm = 'HS256';
const tokenType = 'at+jwt';

/** The whole grammar of `kid`: anything else names no key of ours. */
const keyIdOfOrganization = /^(org_[0-7][0-9A-HJKMNP-TV-Z]{25})\.a([1-9][0-9]{0,8})$/;

/** Longer than any token of ours. */
const tokenCharsMax = 4_000;

/** How far two clocks, or one that was corrected, may be apart. */
const clockGraceSeconds = 60;

const joseForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;

/** Whether a bearer token has the form of a JWT: no API key has it. */
export function looksLikeAccessToken(token: string): boolean {
  return token.length <= tokenCharsMax && joseForm.test(token);
}

/** What access tokens are for (RFC 9068, section 3): the API, and nothing else. */
function audienceOf(host: Pick<TokenHost, 'origin'>): string {
  return `${host.origin}/api/v1`;
}

/**
 * A token for one client, acting for one person in one organisation, signed by that organisation's key for this purpose.
 * CLAIMS I3.
 * @throws `tenant_unavailable` when the organisation has no key.
 */
export async function signAccessToken(host: TokenHost, claims: AccessClaims, ttlSeconds: number): Promise<string> {
  const issuedAt = Math.floor(host.clock.now().getTime() / 1000);
  const key = await host.tenancy.keyOf(claims.orgId, 'access-jwt');
  if (key === null) throw fail('tenant_unavailable', { detail: 'no key to sign an access token with' });
  return new SignJWT({
    org: claims.orgId,
    gid: claims.grantId,
    client_id: claims.clientId,
    scope: claims.scopes.join(' '),
  })
    .setProtectedHeader({ alg: algorithm, typ: tokenType, kid: `${claims.orgId}.a${key.version}` })
    .setIssuer(host.origin)
    .setAudience(audienceOf(host))
    .setSubject(claims.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .setJti(randomToken(16))
    .sign(key.bytes);
}

/**
 * What the token says, once its signature, type, issuer, audience, times and key id hold, and the organisation that it names
 * is the one whose key signed it. Nothing has been checked against the database: what it was given for may have ended.
 *
 * @param outdated whether a token whose time is over still tells what it was.
 * @returns null for anything else.
 */
export async function verifyAccessToken(
  host: TokenHost,
  token: string,
  { outdated = false }: { readonly outdated?: boolean } = {},
): Promise<VerifiedAccess | null> {
  if (!looksLikeAccessToken(token)) return null;
  try {
    const header = decodeProtectedHeader(token);
    if (header.alg !== algorithm || header.typ !== tokenType || Object.keys(header).length !== 3) return null;
    const [, orgId, version] = (typeof header.kid === 'string' && keyIdOfOrganization.exec(header.kid)) || [];
    if (orgId === undefined || version === undefined) return null;
    const key = await host.tenancy.keyOf(orgId, 'access-jwt', Number(version));
    if (key === null) return null;
    const { payload } = await jwtVerify(token, key.bytes, {
      algorithms: [algorithm],
      issuer: host.origin,
      audience: audienceOf(host),
      // By our own clock alone, to the second; long over is not over for whoever asks what it was.
      ...(outdated ? { clockTolerance: '100 years' } : {}),
      currentDate: host.clock.now(),
      requiredClaims: ['sub', 'org', 'gid', 'client_id', 'scope', 'iat', 'exp', 'jti'],
    });
    const { sub, org, gid, client_id: clientId, scope, iat = 0 } = payload;
    // Given under a clock that was ahead, it would be good for longer than tokens are.
    if (!outdated && iat * 1000 > host.clock.now().getTime() + clockGraceSeconds * 1000) return null;
    if (typeof sub !== 'string' || typeof gid !== 'string' || org !== orgId) return null;
    if (typeof clientId !== 'string' || typeof scope !== 'string') return null;
    return { grantId: gid, clientId, orgId, userId: sub, scopeNames: scope.split(' ') };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}
