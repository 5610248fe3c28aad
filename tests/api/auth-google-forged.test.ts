import { createPublicKey } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { providerBytesMax } from '#lib/identity/google/provider-agent.ts';
import { startGoogle } from '#lib/identity/google/start-google.ts';
import { refused } from '../support/call.ts';
import { goAndComeBack, landedAt, sendToNextAuth } from '../support/next-auth-visit.ts';
import {
  type HostileProvider,
  startHostileProvider,
  startOidcProvider,
  type Tampering,
  type TestProvider,
} from '../support/oidc-provider.ts';
import { TestBrowser } from '../support/test-browser.ts';
import { createTestClock } from '../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const origin = 'http://127.0.0.1:3999';
const callbackUrl = `${origin}/api/auth/callback/google`;
const victim = { sub: 'victim', email: 'victim@example.com', emailVerified: true };
const inAnHour = Math.floor(Date.now() / 1000) + 3_600;

let rt: TestRuntime;
let hostile: HostileProvider;
let honest: TestProvider;

beforeAll(async () => {
  hostile = await startHostileProvider(callbackUrl, victim);
  honest = await startOidcProvider(callbackUrl);
  rt = await createTestRuntime({ clock: createTestClock(new Date()), env: { HOLDFAST_URL: origin } });
});

afterAll(async () => {
  await rt.close();
  await hostile.close();
  await honest.close();
});

// A test that lets somebody in is one failure, not one in every test after it.
afterEach(async () => {
  await rt.tenancy.control.write(async (tx) => void (await tx.run('DELETE FROM User')));
});

function signInBy(provider: Pick<TestProvider, 'clientId' | 'clientSecret' | 'issuer'>): void {
  const { clientId, clientSecret, issuer } = provider;
  Object.assign(rt.env, { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_ISSUER: issuer });
}

async function expectNobody(browser: TestBrowser): Promise<void> {
  expect((await browser.principal()).kind).toBe('anonymous');
  expect(await rt.tenancy.control.all('SELECT id FROM User WHERE email = ?', [victim.email])).toEqual([]);
  expect(await rt.tenancy.control.all('SELECT id FROM Account')).toEqual([]);
}

describe('a forged ID token signs nobody in:', () => {
  beforeEach(() => signInBy(hostile));

  const header = { alg: 'RS256', kid: 'k1' };
  test.each<[string, Tampering]>([
    ['made in the future', { claims: { iat: inAnHour, exp: inAnHour + 300 } }],
    ['made at no time', { claims: { iat: undefined } }],
    ['made at a time that is a text', { claims: { iat: String(inAnHour - 3_600) } }],
    ['good only later', { claims: { nbf: inAnHour } }],
    ['without an end', { claims: { exp: undefined } }],
    ['without an issuer', { claims: { iss: undefined } }],
    ['with the issuer and a slash', { claims: { iss: 'ISSUER/' } }],
    ['without an audience', { claims: { aud: undefined } }],
    ['with an empty subject', { claims: { sub: '' } }],
    ['with a subject that is a number', { claims: { sub: 7 } }],
    ['signed by another key of the same name', { otherKey: true }],
    [
      'signed by a key that its own header brings along',
      {
        forge: (claims, { other, otherJwk }) =>
          new SignJWT(claims).setProtectedHeader({ ...header, jwk: otherJwk }).sign(other),
      },
    ],
    [
      'signed by a key that its own header says where to fetch',
      {
        forge: (claims, { other }) =>
          new SignJWT(claims).setProtectedHeader({ ...header, jku: 'http://127.0.0.1:9/jwks' }).sign(other),
      },
    ],
    [
      'signed by the public key as a shared secret',
      {
        forge: (claims, { ownJwk }) => {
          const pem = createPublicKey({ key: ownJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
          return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(Buffer.from(pem));
        },
      },
    ],
    [
      'signed by the client secret in place of a key',
      {
        forge: (claims) =>
          new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(hostile.clientSecret)),
      },
    ],
    [
      'with its claims changed after it was signed',
      {
        forge: async (claims, { own }) => {
          const signed = await new SignJWT({ ...claims, sub: 'me' }).setProtectedHeader(header).sign(own);
          const [head, , signature] = signed.split('.');
          return `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
        },
      },
    ],
    [
      'with its signature cut off',
      {
        forge: async (claims, { own }) => {
          const signed = await new SignJWT(claims).setProtectedHeader(header).sign(own);
          return signed.slice(0, signed.lastIndexOf('.') + 1);
        },
      },
    ],
    ['that is none', { forge: () => 'nonsense' }],
    ['signed by a key that is published no more', { jwks: () => [] }],
  ])('%s', async (_, tampering) => {
    const issuer = tampering.claims?.iss === 'ISSUER/' ? { iss: `${hostile.issuer}/` } : {};
    hostile.tamper({ ...tampering, ...(tampering.claims ? { claims: { ...tampering.claims, ...issuer } } : {}) });
    const browser = new TestBrowser();
    expect(landedAt(await goAndComeBack(browser, hostile))).toBe(`${origin}/sign-in?error=failed`);
    await expectNobody(browser);
  });

  test('control: the same provider signs in once nothing is forged', async () => {
    hostile.tamper({});
    const browser = new TestBrowser();
    await goAndComeBack(browser, hostile);
    expect(await browser.principal()).toMatchObject({ email: victim.email });
  });
});

describe('a provider that answers too much or too slowly is hung up on:', () => {
  beforeEach(() => signInBy(hostile));

  const flood = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  };
  const drip = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 200);
    response.once('close', () => clearInterval(timer));
  };

  test.each(['/jwks', '/token'])('endless %s', async (path) => {
    let sent: ServerResponse | undefined;
    hostile.tamper({
      answer: {
        [path]: (response) => {
          sent = response;
          flood(response);
        },
      },
    });
    const browser = new TestBrowser();
    expect(landedAt(await goAndComeBack(browser, hostile))).toBe(`${origin}/sign-in?error=failed`);
    await expect.poll(() => sent?.destroyed).toBe(true);
    await expectNobody(browser);
  });

  test('a set of keys of any size past the bound', async () => {
    const filler = { kty: 'oct', k: 'A'.repeat(1_000) };
    hostile.tamper({ jwks: (own) => [own, ...Array.from({ length: (4 * providerBytesMax) / 1_000 }, () => filler)] });
    const browser = new TestBrowser();
    expect(landedAt(await goAndComeBack(browser, hostile))).toBe(`${origin}/sign-in?error=failed`);
    await expectNobody(browser);
  });

  test('endless discovery', async () => {
    hostile.tamper({ answer: { '/.well-known/openid-configuration': flood } });
    await refused(new TestBrowser().call(startGoogle), 'sign_in_failed');
  });

  test('a byte now and then, which never is silence', async () => {
    hostile.tamper({ answer: { '/token': drip } });
    const browser = new TestBrowser();
    expect(landedAt(await goAndComeBack(browser, hostile))).toBe(`${origin}/sign-in?error=failed`);
    await expectNobody(browser);
  });
});

describe('an answer that belongs to somebody else, or somewhere else, signs nobody in:', () => {
  beforeEach(() => {
    signInBy(honest);
    hostile.tamper({});
  });

  /** An attempt of this browser, with the answer that the provider sends it back with. */
  async function attempt(account: typeof victim): Promise<{ browser: TestBrowser; back: URL }> {
    honest.signInAs(account);
    const browser = new TestBrowser();
    const { url } = await browser.call(startGoogle);
    return { browser, back: await honest.visit(url) };
  }

  test('the code of another attempt with one’s own state', async () => {
    const attacker = await attempt(victim);
    const mine = await attempt({ ...victim, sub: 'me', email: 'me@example.com' });
    mine.back.searchParams.set('code', attacker.back.searchParams.get('code') ?? '');
    expect(landedAt(await sendToNextAuth(mine.browser, mine.back))).toBe(`${origin}/sign-in?error=failed`);
    await expectNobody(mine.browser);
  });

  test('one’s own code with the state of another attempt', async () => {
    const other = await attempt(victim);
    const mine = await attempt(victim);
    mine.back.searchParams.set('state', other.back.searchParams.get('state') ?? '');
    await sendToNextAuth(mine.browser, mine.back);
    await expectNobody(mine.browser);
  });

  test('an answer that names another issuer (mix-up, RFC 9207)', async () => {
    const { browser, back } = await attempt(victim);
    expect(back.searchParams.get('iss')).toBe(honest.issuer);
    back.searchParams.set('iss', hostile.issuer);
    expect(landedAt(await sendToNextAuth(browser, back))).toBe(`${origin}/sign-in?error=failed`);
    await expectNobody(browser);
  });

  test('an answer of the provider that was configured before, shown to the one that is now', async () => {
    const { browser, back } = await attempt(victim);
    back.searchParams.delete('iss');
    signInBy(hostile);
    await sendToNextAuth(browser, back);
    await expectNobody(browser);
    const codes = hostile.tokenRequests.map((request) => request.get('code'));
    expect(codes).not.toContain(back.searchParams.get('code'));
  });

  test.each([
    ['an ID token in the address', { id_token: 'a.b.c' }],
    ['an access token in the address', { access_token: 'x', token_type: 'Bearer' }],
    ['an error', { error: 'access_denied', error_description: '<script>alert(1)</script>' }],
    ['a signed response', { response: 'a.b.c' }],
  ])('%s in place of a code', async (_, params) => {
    const { browser, back } = await attempt(victim);
    const state = back.searchParams.get('state') ?? '';
    const forged = new URL(callbackUrl);
    for (const [name, value] of Object.entries({ ...params, state })) forged.searchParams.set(name, value);
    const response = await sendToNextAuth(browser, forged);
    expect(landedAt(response)).toBe(`${origin}/sign-in?error=failed`);
    await expectNobody(browser);
  });

  test('two codes, or two states', async () => {
    for (const name of ['code', 'state']) {
      const { browser, back } = await attempt(victim);
      back.searchParams.append(name, 'another');
      await sendToNextAuth(browser, back);
      await expectNobody(browser);
    }
  });
});
