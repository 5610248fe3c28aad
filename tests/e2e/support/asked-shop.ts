import type { BrowserContext } from 'playwright';
import type { UserPrincipal } from '#lib/access/principal.ts';
import type { ConsentLanguage, ConsentMethod } from '#lib/consent/categories.ts';
import { publishConsentSettings } from '#lib/consent/publish-settings.ts';
import { consentDefaults } from '#lib/consent/schema.ts';
import { updateConsentSettings } from '#lib/consent/update-settings.ts';
import { sessionCookieName } from '#lib/identity/session-cookies.ts';
import { signSessionToken } from '#lib/identity/session-token.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { call, createTestMember, createTestOrganization } from '../../support/call.ts';
import { choose, noToAll, yesToAll } from '../../support/consents.ts';
import { contentOf, newStorefront } from '../../support/storefronts.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { createTestRuntime, type TestRuntime } from '../../support/test-runtime.ts';
import { configIn } from './consent-site.ts';

/** An organisation whose shop has asked visitors for weeks, as it lies in a data folder that a server can start on. */
export interface AskedShop {
  readonly orgSlug: string;
  readonly id: string;
  readonly slug: string;
  /** A storefront that nobody sees yet. */
  readonly draftId: string;
  readonly ledgerKey: string;
  /** Signed session tokens, good for an hour. */
  readonly owner: string;
  readonly viewer: string;
}

const daySeconds = 86_400;
const days = 24;

/** How visitors chose, day after day. */
const choices: readonly (readonly [ConsentMethod, ConsentLanguage])[] = [
  ...[
    ['accept_all', 'de'],
    ['reject_all', 'de'],
    ['custom', 'en'],
    ['accept_all', 'fr'],
  ],
  ...[
    ['gpc', 'de'],
    ['reject_all', 'en'],
    ['accept_all', 'de'],
  ],
] as const;

/**
 * Makes the shop and two people in the folder: nothing of it runs afterwards.
 * @param port of the server that is to start on it: tokens are good for its origin alone.
 */
export async function askShop(dataDir: string, port: number): Promise<AskedShop> {
  const start = new Date(Date.now() - days * daySeconds * 1000);
  const rt = await createTestRuntime({ dataDir, env: { PORT: port }, clock: createTestClock(start), serving: false });
  try {
    const org = await createTestOrganization('Corner Shops');
    const named = (name: string) => newStorefront(org, { name, content: contentOf(org) });
    const { id, slug } = await call(createStorefront, org.owner, named('Corner shop'));
    await call(publishStorefront, org.owner, { id });
    const draft = await call(createStorefront, org.owner, named('Second shop'));
    const services = configIn('en').services.map((each) => ({
      ...each,
      hosts: [...each.hosts],
      cookies: [...each.cookies],
    }));
    await call(updateConsentSettings, org.owner, { id, settings: { ...consentDefaults, services } });
    const { policy } = await call(publishConsentSettings, org.owner, { id });
    if (policy === null) throw new Error('nothing is asked there');
    for (let day = 0; day < days; day += 1) {
      for (const [method, language] of choices.slice(day % 5, (day % 5) + 1 + (day % 3))) {
        const said = method === 'accept_all' ? yesToAll : { ...noToAll, analytics: method === 'custom' };
        await choose({ id, slug, policy }, { method, language, choices: said });
      }
      rt.clock.advance(daySeconds);
    }
    const { data } = await call(listLedgerKeys, org.owner, {});
    const [owner, viewer] = [await createTestMember(org.orgId, 'owner'), await createTestMember(org.orgId, 'viewer')];
    return {
      ...{ orgSlug: org.slug, id, slug, draftId: draft.id, ledgerKey: String(data[0]?.vkey) },
      ...{ owner: await tokenOf(rt, owner), viewer: await tokenOf(rt, viewer) },
    };
  } finally {
    await rt.close();
  }
}

function tokenOf(rt: TestRuntime, { userId, sessionId, membership }: UserPrincipal): Promise<string> {
  if (membership === null) throw new Error('a member of nothing');
  return signSessionToken(rt, { userId, sessionId, orgId: membership.orgId, role: membership.role }, 3_600);
}

/** Signs the browser in. */
export async function enter(context: BrowserContext, origin: string, token: string): Promise<void> {
  await context.addCookies([{ name: sessionCookieName(origin), value: token, url: origin, httpOnly: true }]);
}
