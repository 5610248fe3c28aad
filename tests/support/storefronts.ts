import { addStorefrontDomain } from '#lib/storefronts/add-domain.ts';
import { newStorefrontContent, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { verifyStorefrontDomain } from '#lib/storefronts/verify-domain.ts';
import { call, type TestOrganization } from './call.ts';
import type { TestDnsServer } from './dns-server.ts';

let made = 0;
const next = () => {
  made += 1;
  return made;
};

/** What a page shows whose texts carry the name of their organisation. */
export function contentOf(org: TestOrganization, more: Partial<StorefrontContentOf> = {}): StorefrontContentOf {
  return { ...newStorefrontContent(`marker-${org.slug}`, 'en'), ...more };
}

/** The input of `storefronts.create`. */
export function newStorefront(org: TestOrganization, more: Record<string, unknown> = {}) {
  return { name: `marker-${org.slug}`, slug: `${org.slug.slice(0, 30)}-page-${next()}`, language: 'en', ...more };
}

/** A storefront that nobody sees yet. */
export function draftStorefront(org: TestOrganization, content?: StorefrontContentOf) {
  return call(createStorefront, org.owner, newStorefront(org, content === undefined ? {} : { content }));
}

/** A storefront as the product publishes it. */
export async function shownStorefront(org: TestOrganization, content?: StorefrontContentOf) {
  const { id } = await draftStorefront(org, content);
  return call(publishStorefront, org.owner, { id });
}

/** A domain that DNS has not shown. */
export async function pendingDomain(org: TestOrganization, storefrontId?: string, host?: string) {
  const id = storefrontId ?? (await draftStorefront(org)).id;
  const domain = await call(addStorefrontDomain, org.owner, {
    id,
    host: host ?? `shop-${next()}.marker-${org.slug}.example`,
  });
  return { id, domainId: domain.id, domain };
}

/** A domain that DNS has shown. */
export async function verifiedDomain(org: TestOrganization, dns: TestDnsServer, storefrontId?: string, host?: string) {
  const { id, domainId, domain } = await pendingDomain(org, storefrontId, host);
  dns.records.set(domain.txtName, [domain.txtValue]);
  const verified = await call(verifyStorefrontDomain, org.owner, { id, domainId });
  if (verified.state !== 'verified') throw new Error(`${domain.host} is ${verified.state}: ${verified.problem}`);
  return { id, domainId, domain: verified };
}
