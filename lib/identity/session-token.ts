import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { deriveKey } from '../platform/crypto/digest.ts';
import { fail } from '../platform/errors.ts';
import type { Runtime } from '../runtime.ts';

export type TokenHost = Pick<Runtime, 'secrets' | 'origin' | 'clock'> & {
  readonly tenancy: Pick<Runtime['tenancy'], 'control' | 'keyOf'>;
};

/** What a session token says. `role` is for readers without a database; we never decide by it. */
export interface SessionClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly orgId: string | null;
  readonly role: string | null;
}

export interface VerifiedToken extends SessionClaims {
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Fixed: the verifier takes no other (RFC 8725, sections 3.1 and 3.11). */
const algorithm = 'HS256';
const tokenType = 'holdfast-session+jwt';
const audience = 'holdfast-session';

/**
 * The whole grammar of an organisation's `kid`: the version of its data key and that of its session key. Anything else names
 * no key of ours.
 */
const keyIdOfOrganization = /^(org_[0-7][0-9A-HJKMNP-TV-Z]{25})\.d([1-9][0-9]{0,8})\.v([1-9][0-9]{0,8})$/;

/** Ours are a third of that: what is longer is not worth looking at. */
const tokenCharsMax = 2_048;

/** How far two clocks, or one that was corrected, may be apart. */
const clockGraceSeconds = 60;

/**
 * A token for one session in one organisation (or none), signed by the organisation's (or the installation's) present key.
 * CLAIMS I2, I3.
 * @throws `tenant_unavailable` when the organisation has no key.
 */
export async function signSessionToken(host: TokenHost, claims: SessionClaims, ttlSeconds: number): Promise<string> {
  const issuedAt = Math.floor(host.clock.now().getTime() / 1000);
  const key = await signingKey(host, claims.orgId);
  return new SignJWT({ org: claims.orgId, role: claims.role, sid: claims.sessionId })
    .setProtectedHeader({ alg: algorithm, typ: tokenType, kid: key.id })
    .setIssuer(host.origin)
    .setAudience(audience)
    .setSubject(claims.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .sign(key.bytes);
}

/**
 * What the token says, once its signature, type, issuer, audience, times and key id hold, the organisation it names is the
 * one whose key signed it, and that key is the present one: a rotation of the session key is heeded by the next request.
 * Nothing has been checked against the session's row: it may have ended.
 *
 * @returns null for anything else.
 */
export async function verifySessionToken(host: TokenHost, token: string): Promise<VerifiedToken | null> {
  if (token.length > tokenCharsMax) return null;
  try {
    const header = decodeProtectedHeader(token);
    if (header.alg !== algorithm || header.typ !== tokenType || Object.keys(header).length !== 3) return null;
    const signer = await keyNamed(host, header.kid);
    if (signer === null) return null;
    const now = host.clock.now();
    const { payload } = await jwtVerify(token, signer.bytes, {
      algorithms: [algorithm],
      issuer: host.origin,
      audience,
      currentDate: now,
      requiredClaims: ['sub', 'sid', 'org', 'role', 'iat', 'exp'],
    });
    const { sub, sid, org, role, iat, exp } = payload;
    if (typeof sub !== 'string' || typeof sid !== 'string' || iat === undefined || exp === undefined) return null;
    // What was signed in the future was signed under a clock that was wrong: it would live longer than tokens do.
    if (iat * 1000 > now.getTime() + clockGraceSeconds * 1000 || exp <= iat) return null;
    if (org !== signer.orgId) return null;
    if (role !== null && typeof role !== 'string') return null;
    return { userId: sub, sessionId: sid, orgId: signer.orgId, role, issuedAt: iat, expiresAt: exp };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}

interface Key {
  readonly id: string;
  readonly orgId: string | null;
  readonly bytes: Uint8Array;
}

async function signingKey(host: TokenHost, orgId: string | null): Promise<Key> {
  if (orgId === null) return platformKey(host);
  const version = await sessionKeyVersion(host, orgId);
  const key = version === null ? null : await organizationKey(host, orgId, version);
  if (key === null) throw fail('tenant_unavailable', { detail: 'no key to sign a session with' });
  return key;
}

async function keyNamed(host: TokenHost, keyId: unknown): Promise<Key | null> {
  if (typeof keyId !== 'string') return null;
  const platform = platformKey(host);
  if (keyId === platform.id) return platform;
  const [, orgId, dataVersion, version] = keyIdOfOrganization.exec(keyId) ?? [];
  if (orgId === undefined || (await sessionKeyVersion(host, orgId)) !== Number(version)) return null;
  return organizationKey(host, orgId, Number(version), Number(dataVersion));
}

/** Read for each token, never remembered: that is what makes a rotation work at once. */
async function sessionKeyVersion(host: TokenHost, orgId: string): Promise<number | null> {
  const row = await host.tenancy.control.get<{ version: number }>(
    'SELECT sessionKeyVersion AS version FROM Organization WHERE id = ?',
    [orgId],
  );
  return row?.version ?? null;
}

async function organizationKey(
  host: TokenHost,
  orgId: string,
  version: number,
  dataVersion?: number,
): Promise<Key | null> {
  const subkey = await host.tenancy.keyOf(orgId, 'session-jwt', dataVersion);
  if (subkey === null) return null;
  const bytes = deriveKey(subkey.bytes, `holdfast/v1/session-jwt/v${version}`);
  return { id: `${orgId}.d${subkey.version}.v${version}`, orgId, bytes };
}

/** Sessions that are in no organisation are signed by the installation. */
function platformKey({ secrets }: TokenHost): Key {
  const bytes = deriveKey(secrets.authSecret, 'holdfast/session-jwt/platform/v1');
  return { id: `platform.v${secrets.authSecretVersion}`, orgId: null, bytes };
}
