import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { readInstallationOrigins } from '#lib/origins/installation-origins.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { bearer, corsHeaders, preflight } from './cors-setup.ts';

/* CLAIMS E8: the installation's own list, beside those of the organisations. */

const portal = 'https://portal.example.com';

let rt: TestRuntime;
let own: OwnServer;
const keys: string[] = [];
beforeAll(async () => {
  rt = await createTestRuntime({
    env: { CORS_ALLOWED_ORIGINS: ` ${portal} , https://Admin.Example.com:443`, AUTH_FLOOR_SUCCESS: 'off' },
  });
  own = await startOwnServer(rt);
  for (const name of ['Acme', 'Globex']) {
    const { owner } = await createTestOrganization(name);
    keys.push((await call(createApiKey, owner, { name: 'all', scopes: ['*'] })).key);
  }
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

describe('an origin that the installation allows', () => {
  it.each([portal, 'https://admin.example.com'])('is told so at the preflight: %s', async (origin) => {
    const got = await own.send(preflight(origin));
    expect(corsHeaders(got)).toMatchObject({ 'access-control-allow-origin': origin });
  });

  it('may call with the key of any organisation', async () => {
    for (const key of keys) {
      const got = await own.send({ path: '/api/v1/contacts', headers: { origin: portal, ...bearer(key) } });
      expect(got.status).toBe(200);
      expect(corsHeaders(got)).toMatchObject({ 'access-control-allow-origin': portal });
    }
  });

  it('opens the door for no other', async () => {
    for (const origin of ['https://portal.example.com.evil.example', 'http://portal.example.com']) {
      expect(corsHeaders(await own.send(preflight(origin)))).toEqual({});
      const got = await own.send({ path: '/api/v1/contacts', headers: { origin, ...bearer(keys[0] ?? '') } });
      expect(got.status).toBe(403);
    }
  });
});

describe('the setting', () => {
  it.each([undefined, '', 'none', ' none '])('is the empty list: %j', (setting) => {
    expect(readInstallationOrigins(setting).size).toBe(0);
  });

  it('keeps the installation from starting when an entry is no exact origin, and names each', () => {
    expect(() =>
      readInstallationOrigins('https://ok.example.com, https://*.example.com, http://plain.example.com'),
    ).toThrow(
      expect.objectContaining({
        code: 'unsafe_configuration',
        problems: [
          { path: 'CORS_ALLOWED_ORIGINS', message: expect.stringContaining('https://*.example.com') },
          { path: 'CORS_ALLOWED_ORIGINS', message: expect.stringContaining('http://plain.example.com') },
        ],
      }),
    );
  });
});
