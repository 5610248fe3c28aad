import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newStorefrontContent } from '#lib/storefronts/content.ts';
import { deleteStorefront } from '#lib/storefronts/delete-storefront.ts';
import { unpublishStorefront } from '#lib/storefronts/unpublish-storefront.ts';
import { type OwnServer, type Sent, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, type TestOrganization } from '../support/call.ts';
import { newOnceKey, noToAll } from '../support/consents.ts';
import { startDnsServer, type TestDnsServer } from '../support/dns-server.ts';
import { visitorAddress, words } from '../support/messages.ts';
import { draftStorefront, shownStorefront, verifiedDomain } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';
import { startTurnstileStub, type TurnstileStub } from '../support/turnstile-stub.ts';

let rt: TestRuntime;
let dns: TestDnsServer;
let turnstile: TurnstileStub;
let server: OwnServer;
/** A page of somebody else's storefront. */
let elsewhere: string;
const unseen: Record<string, string> = {};
/** See lib/platform/time-floor.ts. */
const floorMs = 80;

beforeAll(async () => {
  dns = await startDnsServer();
  turnstile = await startTurnstileStub();
  rt = await createTestRuntime({
    env: {
      ...{ HOLDFAST_DNS_SERVERS: dns.address, HOLDFAST_TRUSTED_PROXY_HOPS: 1 },
      ...{ TURNSTILE_SITE_KEY: 'site', TURNSTILE_SECRET_KEY: turnstile.secretKey },
      TURNSTILE_VERIFY_URL: turnstile.url,
    },
  });
  server = await startOwnServer(rt);
  const acme = await createTestOrganization('Acme');
  const other = await createTestOrganization('Other');
  elsewhere = `https://${(await verifiedDomain(other, dns, (await shownStorefront(other)).id)).domain.host}`;
  unseen.draft = (await draftStorefront(acme)).slug;
  unseen.unpublished = await unpublished(acme);
  unseen.deleted = await deleted(acme);
});
afterAll(async () => {
  await server.close();
  await rt.close();
  await turnstile.close();
  await dns.close();
});

async function unpublished(org: TestOrganization): Promise<string> {
  const { id, slug } = await shownStorefront(org);
  await call(unpublishStorefront, org.owner, { id });
  return slug;
}

async function deleted(org: TestOrganization): Promise<string> {
  const { id, slug } = await shownStorefront(org);
  await call(deleteStorefront, org.owner, { id });
  return slug;
}

type Asking = (slug: string) => Sent;

const json = (path: (slug: string) => string, body: (slug: string) => object, headers: Record<string, string> = {}) => {
  return (slug: string): Sent => ({
    ...{ method: 'POST', path: path(slug), body: JSON.stringify(body(slug)) },
    headers: { 'content-type': 'application/json', ...headers },
  });
};
const messages = (more: object, headers: Record<string, string> = {}) =>
  json(
    (slug) => `/api/v1/storefronts/${slug}/messages`,
    () => ({ ...words, ...more }),
    headers,
  );
const choice = (headers: Record<string, string>) =>
  json(
    () => '/api/v1/consents',
    (storefront) => ({
      ...{ storefront, policy: '0'.repeat(64), onceKey: newOnceKey() },
      ...{ choices: noToAll, method: 'reject_all', language: 'en' },
    }),
    headers,
  );
const own = (verb: string) =>
  json(
    () => `/api/v1/consents/${verb}`,
    (storefront) => ({ storefront, consentId: '0'.repeat(26) }),
  );

/** What a stranger can ask of an address, with what one storefront of theirs gives them. */
const askings = (): Record<string, Asking> => ({
  page: (slug) => ({ path: `/s/${slug}` }),
  'page with a slash': (slug) => ({ path: `/s/${slug}/` }),
  'legal page': (slug) => ({ path: `/s/${slug}/privacy` }),
  'legal page with a slash': (slug) => ({ path: `/s/${slug}/privacy/` }),
  'legal page with slashes': (slug) => ({ path: `/s/${slug}/imprint//` }),
  'head of a legal page': (slug) => ({ method: 'HEAD', path: `/s/${slug}/imprint/` }),
  mark: (slug) => ({ path: `/s/${slug}/icon.svg` }),
  picture: (slug) => ({ path: `/s/${slug}/images/img_1` }),
  'another method': (slug) => ({ method: 'POST', path: `/s/${slug}/privacy` }),
  'form, sent without JavaScript': (slug) => ({
    ...{ method: 'POST', path: `/s/${slug}/messages`, body: new URLSearchParams(words).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
  'message that nobody vouches for': messages({}),
  'message with a wrong token': messages({ turnstileToken: 'made-up' }),
  'message with a field that people do not see': messages({ website: 'x' }),
  'message with a field that the form does not ask for': messages({ phone: '1' }),
  'message from a page elsewhere': messages({}, { origin: elsewhere }),
  'choice without an origin': choice({}),
  'choice from our pages': choice({ origin: rt.origin }),
  'choice from a page elsewhere': choice({ origin: elsewhere }),
  'choice from a page of nobody': choice({ origin: 'https://evil.example' }),
  'what visitors are asked': (slug) => ({ path: `/api/v1/storefronts/${slug}/consent` }),
  'own choices': own('open'),
  'own withdrawal': own('withdraw'),
  'own deletion': own('delete'),
});

/** All of an answer but what is another one each time: ids, time, and what the asker has left of their budgets. */
async function heard(asking: Asking, slug: string, address: string) {
  const sent = asking(slug);
  const { status, headers, text } = await server.send({
    ...sent,
    headers: { ...sent.headers, 'x-forwarded-for': address },
  });
  const told = [...headers].filter(([name]) => !/^(?:date|x-request-id|ratelimit|ratelimit-policy)$/.test(name));
  return { status, headers: told, text: text.replace(/req_\w+/g, '') };
}

describe('a storefront that nobody is to see', () => {
  it.each(['draft', 'unpublished', 'deleted'])('answers like one that never was: %s', async (state) => {
    const asked = Object.entries(askings()).map(async ([what, asking]) => {
      const [never, there] = await Promise.all(
        ['never-was', unseen[state] as string].map((slug) => heard(asking, slug, visitorAddress())),
      );
      expect(there, what).toEqual(never);
      expect(never?.status, what).toBeGreaterThanOrEqual(400);
    });
    await Promise.all(asked);
  });

  it('takes as long as one that never was: what the look costs does not show', async () => {
    const asked = [
      'page',
      'legal page with a slash',
      'picture',
      'message that nobody vouches for',
      'choice from our pages',
    ];
    // One after the other: together they would take as long anyway.
    for (const what of [...asked, 'what visitors are asked', 'own choices', 'own withdrawal', 'own deletion']) {
      for (const slug of ['never-was', unseen.draft as string]) {
        const from = performance.now();
        await heard(askings()[what] as Asking, slug, visitorAddress());
        expect(performance.now() - from, what).toBeGreaterThanOrEqual(floorMs);
      }
    }
  });

  it('tells nothing by the limits of what is held', async () => {
    const address = visitorAddress();
    for (let n = 0; n < 8; n += 1) {
      const email = `somebody-${n}@example.org`;
      expect((await heard(messages({ email }), unseen.draft as string, address)).status).toBe(404);
    }
  });

  it('is answered so where the form alone is not shown', async () => {
    const org = await createTestOrganization('Quiet');
    const content = newStorefrontContent('Quiet', 'en');
    const { slug } = await shownStorefront(org, { ...content, contact: { ...content.contact, shown: false } });
    for (const asking of [messages({ turnstileToken: 'made-up' }), messages({}, { origin: elsewhere })]) {
      expect(await heard(asking, slug, visitorAddress())).toEqual(await heard(asking, 'never-was', visitorAddress()));
    }
  });
});
