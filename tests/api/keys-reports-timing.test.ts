import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { generateKey } from '#lib/api-keys/key-format.ts';
import { revokeApiKey } from '#lib/api-keys/revoke-key.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { shuffled, type TimedRequest, timeRequests } from '../support/timed-requests.ts';
import { clearestDifference } from '../support/welch.ts';

/*
 * Two places where anybody may put what they take for a key: a report of a leak, and the address of a request. Neither
 * tells by its time whether it is one, not even the first time, when the key is revoked or its organisation is told.
 */

const telling = 4.5;
const perKind = 150;
const inFlight = 20;

let rt: TestRuntime;
let own: OwnServer;
let acme: TestOrganization;
let revoked: string;
beforeAll(async () => {
  rt = await createTestRuntime({ env: { HOLDFAST_TRUSTED_PROXY_HOPS: 1 } });
  own = await startOwnServer(rt);
  acme = await createTestOrganization('Acme');
  const made = await create();
  await call(revokeApiKey, acme.owner, { id: made.id });
  revoked = made.key;
});
afterAll(async () => {
  await own.close();
  await rt.close();
});

const create = () => call(createApiKey, acme.owner, { name: 'k', scopes: ['*'] });
let addresses = 0;
const headers = () => {
  addresses += 1;
  return { 'x-forwarded-for': `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}` };
};

type Send = (key: string) => Pick<TimedRequest, 'path' | 'body' | 'status'>;

async function measure(send: Send): Promise<{ pair: string; t: number }> {
  const fresh = await Promise.all(Array.from({ length: perKind }, create));
  const kinds: [kind: string, key: (index: number) => string][] = [
    ['a key, for the first time', (index) => fresh[index]?.key ?? ''],
    ['a key that was revoked', () => revoked],
    ['what is no key', () => generateKey('live').text],
    ['what begins like a key', () => `${revoked.slice(0, 16)}${generateKey('live').text.slice(16)}`],
  ];
  const requests = kinds.flatMap(([kind, key]) =>
    Array.from({ length: perKind }, (_, index) => ({ kind, headers: headers(), ...send(key(index)) })),
  );
  const times = await timeRequests(own.port, shuffled(requests), inFlight);
  expect(times.size).toBe(kinds.length);
  return clearestDifference(times);
}

/** Measured once more before it fails: what is real shows again. */
async function expectAlike(send: Send): Promise<void> {
  const first = await measure(send);
  if (first.t < telling) return;
  const second = await measure(send);
  expect(second.t, `${first.pair} (|t| = ${first.t.toFixed(1)}), then ${second.pair}`).toBeLessThan(telling);
}

describe('the time of an answer does not tell whether it is a key', () => {
  it('that is reported as leaked', async () => {
    await expectAlike((token) => ({ path: '/api/v1/key-leaks', body: { token }, status: 202 }));
  }, 120_000);

  it('that stands in an address', async () => {
    await expectAlike((key) => ({ path: `/api/v1/me?key=${key}`, status: 400 }));
  }, 120_000);
});
