import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { deriveKey } from '../platform/crypto/digest.ts';
import { fail } from '../platform/errors.ts';
import type { Runtime } from '../runtime.ts';

export type TokenHost = Pick<Runtime, 'tenancy' | 'secrets' | 'origin' | 'clock'>;

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

/** Sessions that are in no organisation are signed by the installation. */
const platformKeyId = 'platform.v1';

/** The whole grammar of `kid`: anything else names no key of ours. */
const keyIdOfOrganization = /^(org_[0-7][0-9A-HJKMNP-TV-Z]{25})\.v([1-9][0-9]{0,8})$/;

/**
 * A token for one session in one organisation (or none), signed by that organisation's present key. CLAIMS I2, I3.
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
 * What the token says, once its signature, type, issuer, audience, times and key id hold, and the organisation it names
 * is the one whose key signed it. Nothing has been checked against the database: the session may have ended.
 *
 * @returns null for anything else.
 */
export async function verifySessionToken(host: TokenHost, token: string): Promise<VerifiedToken | null> {
  try {
    const header = decodeProtectedHeader(token);
    if (header.alg !== algorithm || header.typ !== tokenType || Object.keys(header).length !== 3) return null;
    const signer = await keyNamed(host, header.kid);
    if (signer === null) return null;
    const { payload } = await jwtVerify(token, signer.bytes, {
      algorithms: [algorithm],
      issuer: host.origin,
      audience,
      currentDate: host.clock.now(),
      requiredClaims: ['sub', 'sid', 'org', 'role', 'iat', 'exp'],
    });
    const { sub, sid, org, role, iat, exp } = payload;
    if (typeof sub !== 'string' || typeof sid !== 'string' || iat === undefined || exp === undefined) return null;
    if (org !== signer.orgId) return null;
    if (role !== null && typeof role !== 'string') return null;
    return { userId: sub, sessionId: sid, orgId: signer.orgId, role, issuedAt: iat, expiresAt: exp };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}

async function signingKey(host: TokenHost, orgId: string | null): Promise<{ id: string; bytes: Uint8Array }> {
  if (orgId === null) return { id: platformKeyId, bytes: platformKey(host) };
  const key = await host.tenancy.keyOf(orgId, 'session-jwt');
  if (key === null) throw fail('tenant_unavailable', { detail: 'no key to sign a session with' });
  return { id: `${orgId}.v${key.version}`, bytes: key.bytes };
}

async function keyNamed(host: TokenHost, keyId: unknown): Promise<{ orgId: string | null; bytes: Uint8Array } | null> {
  if (keyId === platformKeyId) return { orgId: null, bytes: platformKey(host) };
  const match = typeof keyId === 'string' ? keyIdOfOrganization.exec(keyId) : null;
  const orgId = match?.[1];
  const version = match?.[2];
  if (orgId === undefined || version === undefined) return null;
  const key = await host.tenancy.keyOf(orgId, 'session-jwt', Number(version));
  return key && { orgId, bytes: key.bytes };
}

function platformKey(host: TokenHost): Uint8Array {
  return deriveKey(host.secrets.authSecret, 'holdfast/session-jwt/platform/v1');
}
