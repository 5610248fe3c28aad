import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionTag } from '#lib/access/precondition.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { type ConsentSettingsOf, consentDefaults } from '#lib/consent/schema.ts';
import { updateConsentSettings } from '#lib/consent/update-settings.ts';
import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { listStorefronts } from '#lib/storefronts/list-storefronts.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { readStorefront } from '#lib/storefronts/read-storefront.ts';
import { showStorefront } from '#lib/storefronts/show-storefront.ts';
import { unpublishStorefront } from '#lib/storefronts/unpublish-storefront.ts';
import { updateStorefront } from '#lib/storefronts/update-storefront.ts';
import { call, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { ledgerOf } from '../support/ledger.ts';
import { contentOf, draftStorefront, newStorefront, shownStorefront } from '../support/storefronts.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime({ serving: false });
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const youtube: ConsentSettingsOf['services'][number] = {
  ...{ id: 'youtube', name: 'YouTube', category: 'marketing', cookies: [] },
  hosts: ['www.youtube-nocookie.com', '*.ytimg.com'],
};
const withYoutube: ConsentSettingsOf = { ...consentDefaults, services: [youtube] };
const video = (url: string, service = 'youtube'): StorefrontContentOf['embeds'][number] => ({
  ...{ id: 'video', kind: 'frame', title: 'Our film', service, url },
});
const shown = (id: string) => call(showStorefront, acme.owner, { storefrontId: id });
const receiptsOf = async (id: string) =>
  (await ledgerOf(acme.orgId)).filter(({ subject }) => subject === id).map(({ action }) => action);

describe('a storefront that nobody published', () => {
  it('is a draft at an address of its own, and no visitor sees it', async () => {
    const input = newStorefront(acme);
    const made = await call(createStorefront, acme.owner, input);
    expect(made).toMatchObject({
      ...{ slug: input.slug, state: 'draft', published: null, hasChanges: true, problems: [], asksAgain: false },
      ...{ url: `${rt.origin}/s/${input.slug}`, version: 1, createdBy: acme.owner.userId },
    });
    expect(await call(readStorefront, acme.owner, { id: made.id })).toEqual(made);
    await refused(shown(made.id), 'not_found');
    expect(await receiptsOf(made.id)).toEqual(['storefrontAddress.claimed', 'storefront.created']);
  });

  it('is changed by whoever saw what it is now, and by nobody else', async () => {
    const made = await draftStorefront(acme);
    const draft = contentOf(acme, { tagline: 'First' });
    const saved = await call(updateStorefront, acme.owner, { id: made.id, version: 1, draft });
    expect(saved).toMatchObject({ version: 2, draft: { tagline: 'First' } });
    const late = { id: made.id, draft: contentOf(acme, { tagline: 'Second' }) };
    await refused(call(updateStorefront, acme.owner, { ...late, version: 1 }), 'version_conflict');
    const stale = { request: { ifMatch: [versionTag(made)] } };
    await refused(call(updateStorefront, acme.owner, late, stale), 'version_conflict');
    const current = { request: { ifMatch: [versionTag(saved)] } };
    expect(await call(updateStorefront, acme.owner, late, current)).toMatchObject({ version: 3 });
    // The same again is no change: neither version nor ledger move.
    const before = await receiptsOf(made.id);
    expect(await call(updateStorefront, acme.owner, late)).toMatchObject({ version: 3 });
    expect(await receiptsOf(made.id)).toEqual(before);
  });
});

describe('the banner of a storefront', () => {
  const look = async (id: string) => (await call(readConsentSettings, acme.owner, { id })).draft.theme;
  const page = (brand: string, scheme: 'auto' | 'light' | 'dark') =>
    contentOf(acme, { theme: { ...contentOf(acme).theme, brand, scheme } });

  it('looks like the page until it is published, and after that as its own settings say', async () => {
    const { id } = await draftStorefront(acme, page('#aa5500', 'light'));
    expect(await look(id)).toMatchObject({ brand: '#aa5500', scheme: 'light' });
    await call(updateStorefront, acme.owner, { id, draft: page('#005500', 'dark') });
    expect(await look(id)).toMatchObject({ brand: '#005500', scheme: 'dark' });
    await call(publishStorefront, acme.owner, { id });
    await call(updateStorefront, acme.owner, { id, draft: page('#000055', 'auto') });
    expect(await look(id)).toMatchObject({ brand: '#005500', scheme: 'dark' });
  });

  it('keeps a colour that somebody chose for it', async () => {
    const { id } = await draftStorefront(acme, page('#aa5500', 'light'));
    const { draft } = await call(readConsentSettings, acme.owner, { id });
    const settings = { ...draft, theme: { ...draft.theme, brand: '#222222' } };
    await call(updateConsentSettings, acme.owner, { id, settings });
    await call(updateStorefront, acme.owner, { id, draft: page('#005500', 'dark') });
    expect(await look(id)).toMatchObject({ brand: '#222222', scheme: 'dark' });
  });
});

describe('publishing', () => {
  it('shows the draft, asks for consent by a policy of its own, and says both in the ledger', async () => {
    const { id } = await draftStorefront(acme, contentOf(acme, { tagline: 'Open' }));
    const published = await call(publishStorefront, acme.owner, { id, version: 1 });
    expect(published).toMatchObject({ state: 'published', hasChanges: false, asksAgain: false });
    const page = await shown(id);
    expect(page).toMatchObject({ organization: 'Acme', content: { tagline: 'Open' }, services: [], images: [] });
    expect(page.policy).toMatch(/^[0-9a-f]{64}$/);
    expect((await receiptsOf(id)).slice(2)).toEqual(['storefront.published', 'consentPolicy.published']);
    await refused(call(publishStorefront, acme.owner, { id }), 'conflict');
  });

  it('leaves visitors with what was published until the next time', async () => {
    const { id } = await shownStorefront(acme, contentOf(acme, { tagline: 'Old' }));
    const edited = await call(updateStorefront, acme.owner, { id, draft: contentOf(acme, { tagline: 'New' }) });
    expect(edited).toMatchObject({ hasChanges: true, published: { tagline: 'Old' }, draft: { tagline: 'New' } });
    expect((await shown(id)).content.tagline).toBe('Old');
    await refused(call(publishStorefront, acme.owner, { id, version: edited.version - 1 }), 'version_conflict');
    await call(publishStorefront, acme.owner, { id });
    expect((await shown(id)).content.tagline).toBe('New');
  });

  it('asks again under another name, which is part of what was asked', async () => {
    const { id } = await shownStorefront(acme);
    const { policy } = await shown(id);
    const edited = await call(updateStorefront, acme.owner, { id, draft: { ...contentOf(acme), name: 'Other' } });
    expect(edited.asksAgain).toBe(true);
    await call(publishStorefront, acme.owner, { id });
    expect((await shown(id)).policy).not.toBe(policy);
  });

  it('publishes edited consent settings with a page that is not shown, and leaves them alone with one that is', async () => {
    const { id } = await draftStorefront(acme);
    await call(updateConsentSettings, acme.owner, { id, settings: withYoutube });
    await call(publishStorefront, acme.owner, { id });
    expect((await shown(id)).services).toEqual([youtube]);
    await call(updateConsentSettings, acme.owner, { id, settings: consentDefaults });
    await call(updateStorefront, acme.owner, { id, draft: contentOf(acme, { tagline: 'Next' }) });
    await call(publishStorefront, acme.owner, { id });
    expect((await shown(id)).services).toEqual([youtube]);
    await call(unpublishStorefront, acme.owner, { id });
    await call(publishStorefront, acme.owner, { id });
    expect((await shown(id)).services).toEqual([]);
  });

  it('is refused with a program of others that nobody could consent to, at the field that names it', async () => {
    const content = contentOf(acme, { embeds: [video('https://www.youtube-nocookie.com/embed/1')] });
    const { id, problems } = await draftStorefront(acme, content);
    expect(problems.map(({ path }) => path)).toEqual(['embeds.0.service']);
    const error = await refused(call(publishStorefront, acme.owner, { id }), 'invalid_input');
    expect(error.problems?.map(({ path }) => path)).toEqual(['draft.embeds.0.service']);
    await call(updateConsentSettings, acme.owner, { id, settings: withYoutube });
    expect(await call(publishStorefront, acme.owner, { id })).toMatchObject({ state: 'published', problems: [] });
  });

  it.each([
    ['https://evil.example/embed/1', false],
    ['https://www.youtube-nocookie.com.evil.example/', false],
    ['https://ytimg.com/', false],
    ['https://i.ytimg.com/vi/1.jpg', true],
  ])('holds a program to the hosts of its service: %s', async (url, fits) => {
    const { id } = await draftStorefront(acme, contentOf(acme, { embeds: [video(url)] }));
    await call(updateConsentSettings, acme.owner, { id, settings: withYoutube });
    const { problems } = await call(readStorefront, acme.owner, { id });
    expect(problems.map(({ path }) => path)).toEqual(fits ? [] : ['embeds.0.url']);
  });

  it('is refused with pictures that are not there, at each field that shows one', async () => {
    const card = { id: 'one', title: 'One', text: '', price: null, image: 'img_1', imageAlt: '', link: null };
    const { id } = await draftStorefront(acme, contentOf(acme, { hero: { image: 'img_2', alt: '' }, cards: [card] }));
    const error = await refused(call(publishStorefront, acme.owner, { id }), 'invalid_input');
    expect(error.problems?.map(({ path }) => path)).toEqual(['draft.hero.image', 'draft.cards.0.image']);
  });
});

describe('how many are published', () => {
  it('is never more than the plan lets, however many ask at once', async () => {
    const free = await createTestOrganization('Free shop', 'free');
    const drafts = await Promise.all([1, 2, 3, 4, 5].map(() => draftStorefront(free)));
    const outcomes = await Promise.allSettled(drafts.map(({ id }) => call(publishStorefront, free.owner, { id })));
    const codes = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'ok' : outcome.reason.code));
    expect(codes.sort()).toEqual(['ok', ...Array(4).fill('quota_reached')]);
    const { data, quota } = await call(listStorefronts, free.owner, {});
    expect(quota).toEqual({ used: 1, max: 1 });
    // Its own next publication needs no place more, and one that is taken down gives its place back.
    const live = data.find(({ state }) => state === 'published')?.id ?? '';
    await call(updateStorefront, free.owner, { id: live, draft: contentOf(free, { tagline: 'Again' }) });
    await call(publishStorefront, free.owner, { id: live });
    await call(unpublishStorefront, free.owner, { id: live });
    const other = data.find(({ state }) => state === 'draft')?.id;
    expect(await call(publishStorefront, free.owner, { id: other })).toMatchObject({ state: 'published' });
  });

  it('is unbounded for an Enterprise organisation, and says so', async () => {
    expect((await call(listStorefronts, acme.owner, {})).quota.max).toBeNull();
  });
});

describe('the list', () => {
  it('is read by pages, newest first, each storefront once', async () => {
    const org = await createTestOrganization('Lister');
    const made: string[] = [];
    for (let n = 0; n < 3; n += 1) made.unshift((await draftStorefront(org)).id);
    const first = await call(listStorefronts, org.owner, { limit: 2 });
    const second = await call(listStorefronts, org.owner, { limit: 2, cursor: first.nextCursor });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made);
    expect(second.nextCursor).toBeNull();
    expect(first.data[0]).toMatchObject({ name: 'marker-lister', language: 'en', hero: null, hasChanges: true });
  });
});
