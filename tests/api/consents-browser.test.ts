import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Choice, choiceIn, choiceValue } from '#lib/consent/choice-cookie.ts';
import { createApiRouter } from '#lib/http/router.ts';
import { operations } from '#lib/registry.ts';
import { createTestOrganization } from '../support/call.ts';
import { type AskingStorefront, askingStorefront, choose, firefox, yesToAll } from '../support/consents.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const route = createApiRouter(operations);
let rt: TestRuntime;
let shop: AskingStorefront;
beforeAll(async () => {
  rt = await createTestRuntime();
  shop = await askingStorefront(await createTestOrganization('Acme'), { askAgainDays: 30 });
});
afterAll(() => rt.close());

let callers = 0;
/** From a page of ours, whose browser remembers that. @returns the cookie that the answer sets, and what it says. */
async function ask(what: 'withdraw' | 'delete', consentId: string, remembers: Choice | null) {
  callers += 1;
  const headers = new Map<string, string>(
    Object.entries({ 'user-agent': firefox, origin: rt.origin, 'content-type': 'application/json' }),
  );
  if (remembers !== null) headers.set('cookie', `other=1; hf_consent=${choiceValue(remembers)}`);
  const body = JSON.stringify({ storefront: shop.slug, consentId });
  const request = new Request(`http://127.0.0.1/api/v1/consents/${what}`, { method: 'POST', body });
  // What scripts must not set is what browsers do: `Request` would drop it.
  Object.defineProperty(request, 'headers', { value: { get: (name: string) => headers.get(name) ?? null } });
  const answer = await route(request, { address: `10.2.0.${callers}`, door: 'api' });
  expect(answer.status).toBe(200);
  const line = answer.headers.get('set-cookie');
  return { line, says: choiceIn(line?.match(/^hf_consent=([^;]*)/)?.[1], shop.slug) };
}

const remembered = (consentId: string): Choice => ({
  ...{ storefront: shop.slug, policy: shop.policy, choices: yesToAll, method: 'accept_all' },
  ...{ at: rt.clock.now().getTime(), consentId, url: `${rt.origin}/consent/${shop.slug}#${consentId}` },
});

describe('the browser of a visitor who withdraws on a page of ours', () => {
  it('remembers it, for as long as it is not asked again', async () => {
    const { consentId } = await choose(shop);
    const before = remembered(consentId);
    rt.clock.advance(60);
    const { line, says } = await ask('withdraw', consentId.toLowerCase(), before);
    expect(says).toMatchObject({
      ...{ policy: shop.policy, method: 'withdraw', at: rt.clock.now().getTime(), consentId },
      choices: { functional: false, analytics: false, marketing: false },
      unsent: undefined,
    });
    expect(line).toMatch(new RegExp(`; Path=/; Max-Age=${30 * 86_400}; SameSite=Lax$`));
  });

  it('remembers it as newer than what it knew, though its clock is ahead', async () => {
    const { consentId } = await choose(shop);
    const ahead = { ...remembered(consentId), at: rt.clock.now().getTime() + 3_600_000 };
    expect((await ask('withdraw', consentId, ahead)).says?.at).toBe(ahead.at + 1);
  });

  it('forgets what was deleted', async () => {
    const { consentId } = await choose(shop);
    const { line } = await ask('delete', consentId, remembered(consentId));
    expect(line).toBe('hf_consent=; Path=/; Max-Age=0; SameSite=Lax');
  });

  it('is left alone where it remembers nothing, or somebody else’s choice, or one elsewhere', async () => {
    const { consentId } = await choose(shop);
    const { consentId: other } = await choose(shop);
    const foreign = { ...remembered(consentId), storefront: 'elsewhere' };
    for (const remembers of [null, remembered(other), foreign, { ...remembered(consentId), consentId: undefined }]) {
      expect((await ask('withdraw', consentId, remembers)).line).toBeNull();
    }
  });
});
