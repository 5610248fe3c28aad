import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signSessionToken, verifySessionToken } from '#lib/identity/session-token.ts';
import { deriveKey } from '#lib/platform/crypto/digest.ts';
import { createTestOrganization } from '../../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';

let rt: TestRuntime;
let orgA: string;
let orgB: string;

beforeAll(async () => {
  rt = await createTestRuntime();
  orgA = (await createTestOrganization('A')).orgId;
  orgB = (await createTestOrganization('B')).orgId;
});

afterAll(() => rt.close());

const claims = () => ({ userId: 'usr_1', sessionId: 'ses_1', orgId: orgA as string | null, role: 'owner' });

function parts(token: string): [string, string, string] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, payload, signature];
}

const inSeconds = (seconds: number) => Math.floor(rt.clock.now().getTime() / 1000) + seconds;

const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs whatever is asked for with organisation A's real key. */
async function forged(header: Record<string, unknown>, payload: Record<string, unknown> = {}): Promise<string> {
  const subkey = await rt.tenancy.keyOf(orgA, 'session-jwt', 1);
  const key = deriveKey(subkey?.bytes ?? new Uint8Array(32), 'holdfast/v1/session-jwt/v1');
  const token = await signSessionToken(rt, claims(), 900);
  const [realHeader, realPayload] = parts(token);
  const { alg = 'HS256', ...rest } = { ...decoded(realHeader), ...header } as { alg?: string };
  return new SignJWT({ ...decoded(realPayload), ...payload })
    .setProtectedHeader({ alg, ...rest })
    .sign(key, { crit: { x: true } });
}

describe('a session token', () => {
  test('says who, where, which role and which session, and for how long', async () => {
    const token = await signSessionToken(rt, claims(), 900);
    const [header, payload] = parts(token);
    const now = rt.clock.now().getTime() / 1000;
    expect(decoded(header)).toEqual({ alg: 'HS256', typ: 'holdfast-session+jwt', kid: `${orgA}.d1.v1` });
    expect(decoded(payload)).toEqual({
      sub: 'usr_1',
      org: orgA,
      role: 'owner',
      sid: 'ses_1',
      iss: rt.origin,
      aud: 'holdfast-session',
      iat: now,
      exp: now + 900,
    });
    expect(await verifySessionToken(rt, token)).toMatchObject({ userId: 'usr_1', sessionId: 'ses_1', orgId: orgA });
  });

  test('of a session without organisation is signed by the installation', async () => {
    const token = await signSessionToken(rt, { ...claims(), orgId: null, role: null }, 900);
    expect(decoded(parts(token)[0]).kid).toBe('platform.v1');
    expect(await verifySessionToken(rt, token)).toMatchObject({ orgId: null, role: null });
  });

  test('works until the second it expires, and not in it', async () => {
    const token = await signSessionToken(rt, claims(), 900);
    rt.clock.advance(899);
    expect(await verifySessionToken(rt, token)).not.toBeNull();
    rt.clock.advance(1);
    expect(await verifySessionToken(rt, token)).toBeNull();
  });

  test('control: a token forged with the real key and the real fields is taken', async () => {
    expect(await verifySessionToken(rt, await forged({}))).not.toBeNull();
  });

  test.each([
    ['with another algorithm of the same key', () => forged({ alg: 'HS512' })],
    ['with HS384', () => forged({ alg: 'HS384' })],
    ['of type JWT', () => forged({ typ: 'JWT' })],
    ['without a type', () => forged({ typ: undefined })],
    ['with an extra header', () => forged({ jku: 'https://evil.example/keys' })],
    ['with a critical header', () => forged({ crit: ['x'], x: 1 })],
    ['with another issuer', () => forged({}, { iss: 'https://evil.example' })],
    ['for another audience', () => forged({}, { aud: 'something-else' })],
    ['for several audiences', () => forged({}, { aud: ['something-else'] })],
    ['without an end', () => forged({}, { exp: undefined })],
    ['without a session', () => forged({}, { sid: undefined })],
    ['with a session that is no text', () => forged({}, { sid: { $ne: null } })],
    ['that names another organisation than its key', () => forged({}, { org: orgB })],
    ['that names no organisation under an organisation key', () => forged({}, { org: null })],
    ['with the kid of organisation B', () => forged({ kid: `${orgB}.d1.v1` })],
    ['with the kid of the installation', () => forged({ kid: 'platform.v1' })],
    ['with a session key that is not there yet', () => forged({ kid: `${orgA}.d1.v2` })],
    ['with a data key that is not there', () => forged({ kid: `${orgA}.d2.v1` })],
    ['with a kid of one version', () => forged({ kid: `${orgA}.v1` })],
    ['with version 01', () => forged({ kid: `${orgA}.d1.v01` })],
    ['with version 0', () => forged({ kid: `${orgA}.d1.v0` })],
    ['with version 1e0', () => forged({ kid: `${orgA}.d1.v1e0` })],
    ['with a version longer than numbers are', () => forged({ kid: `${orgA}.d1.v1000000000000000000001` })],
    ['with a trailing line break in its kid', () => forged({ kid: `${orgA}.d1.v1\n` })],
    ['with a lower-case kid', () => forged({ kid: `${orgA.toLowerCase()}.d1.v1` })],
    ['with a path as kid', () => forged({ kid: '../../../../dev/null' })],
    ['with a path before its kid', () => forged({ kid: `../${orgA}.d1.v1` })],
    ['with SQL as kid', () => forged({ kid: `${orgA}' OR '1'='1.d1.v1` })],
    ['with a key of its own in the header', () => forged({ jwk: { kty: 'oct', k: 'AAAA' } })],
    ['with certificates in the header', () => forged({ x5c: ['AAAA'] })],
    ['signed two minutes from now', () => forged({}, { iat: inSeconds(120), exp: inSeconds(900) })],
    ['that ends before it begins', () => forged({}, { iat: inSeconds(30), exp: inSeconds(20) })],
    ['that is not valid yet', () => forged({}, { nbf: inSeconds(60) })],
    ['without a kid', () => forged({ kid: undefined })],
    ['with a kid that is no text', () => forged({ kid: 1 })],
  ])('%s is refused', async (_, make) => {
    const token = await make();
    expect(await verifySessionToken(rt, token)).toBeNull();
  });

  test.each(['none', 'None', 'NONE', 'nOnE', '', null])('of algorithm %s is refused', async (alg) => {
    const [header, payload, signature] = parts(await signSessionToken(rt, claims(), 900));
    const unsigned = encoded({ ...decoded(header), alg });
    expect(await verifySessionToken(rt, `${unsigned}.${payload}.`)).toBeNull();
    expect(await verifySessionToken(rt, `${unsigned}.${payload}.${signature}`)).toBeNull();
    expect(await verifySessionToken(rt, `${unsigned}.${payload}`)).toBeNull();
  });

  test('of organisation A, re-labelled for B and signed with a guessed key, is refused', async () => {
    const [, payload] = parts(await signSessionToken(rt, claims(), 900));
    for (const guess of [new Uint8Array(32), Buffer.from(orgB), Buffer.from('holdfast'), rt.secrets.authSecret]) {
      const key = guess.byteLength >= 32 ? guess : deriveKey(guess, 'holdfast/v1/tenant/session-jwt');
      const token = await new SignJWT({ ...decoded(payload), org: orgB })
        .setProtectedHeader({ alg: 'HS256', typ: 'holdfast-session+jwt', kid: `${orgB}.d1.v1` })
        .sign(key);
      expect(await verifySessionToken(rt, token)).toBeNull();
    }
  });

  test('signed by a public-key algorithm under the name of our key is refused', async () => {
    const [, payload] = parts(await signSessionToken(rt, claims(), 900));
    for (const alg of ['RS256', 'PS256', 'ES256', 'EdDSA']) {
      const { privateKey, publicKey } = await generateKeyPair(alg);
      const jwk = await exportJWK(publicKey);
      for (const header of [{}, { jwk }]) {
        const token = await new SignJWT(decoded(payload))
          .setProtectedHeader({ ...header, alg, typ: 'holdfast-session+jwt', kid: `${orgA}.d1.v1` })
          .sign(privateKey);
        expect(await verifySessionToken(rt, token), alg).toBeNull();
      }
    }
  });

  test('signed before the session key was rotated is refused, and one under the new key names the new version', async () => {
    const { orgId } = await createTestOrganization('Rotated');
    const before = await signSessionToken(rt, { ...claims(), orgId }, 900);
    await rt.tenancy.control.write((tx) =>
      tx.run('UPDATE Organization SET sessionKeyVersion = 2 WHERE id = ?', [orgId]),
    );
    expect(await verifySessionToken(rt, before)).toBeNull();
    const after = await signSessionToken(rt, { ...claims(), orgId }, 900);
    expect(decoded(parts(after)[0]).kid).toBe(`${orgId}.d1.v2`);
    expect(await verifySessionToken(rt, after)).not.toBeNull();
    const [header, payload, signature] = parts(before);
    const relabelled = encoded({ ...decoded(header), kid: `${orgId}.d1.v2` });
    expect(await verifySessionToken(rt, `${relabelled}.${payload}.${signature}`), 'another key').toBeNull();
  });

  test('of a session without organisation ends with the secret that signed it', async () => {
    const token = await signSessionToken(rt, { ...claims(), orgId: null, role: null }, 900);
    rt.secrets.replaceAuthSecret(`2:${'5a'.repeat(32)}`);
    expect(await verifySessionToken(rt, token)).toBeNull();
    const next = await signSessionToken(rt, { ...claims(), orgId: null, role: null }, 900);
    expect(decoded(parts(next)[0]).kid).toBe('platform.v2');
    expect(await verifySessionToken(rt, next)).toMatchObject({ orgId: null });
  });

  test('with any one character changed is refused', async () => {
    const token = await signSessionToken(rt, claims(), 900);
    for (let at = 0; at < token.length; at += 7) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      // The last character of a base64url text can carry unused bits: it may spell the same bytes.
      if (at === token.length - 1) continue;
      expect(await verifySessionToken(rt, changed), `changed at ${at}`).toBeNull();
    }
  });

  test.each(['', '.', '..', 'a.b.c', 'null', '{}', 'eyJhbGciOiJIUzI1NiJ9..', 'x'.repeat(10_000)])(
    'that is no token (%s) is refused without an error',
    async (token) => {
      expect(await verifySessionToken(rt, token)).toBeNull();
    },
  );
});
