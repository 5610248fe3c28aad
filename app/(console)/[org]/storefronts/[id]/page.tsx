import type { Metadata } from 'next';
import { plans } from '#lib/access/plans.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listStorefrontImages } from '#lib/storefronts/images/list-images.ts';
import { listStorefrontDomains } from '#lib/storefronts/list-domains.ts';
import { listStorefronts } from '#lib/storefronts/list-storefronts.ts';
import { readStorefront } from '#lib/storefronts/read-storefront.ts';
import { StorefrontEditor } from '../../../../../components/console/storefronts/storefront-editor.tsx';
import type { StorefrontActions } from '../../../../../components/console/storefronts/storefront-state.ts';
import { quotaRefusal } from '../../../../../components/console/storefronts/storefront-words.tsx';
import {
  addDomainAction,
  deleteImageAction,
  deleteStorefrontAction,
  publishStorefrontAction,
  removeDomainAction,
  saveStorefrontAction,
  unpublishStorefrontAction,
  verifyDomainAction,
} from '../actions.ts';

export const metadata: Metadata = { title: 'Storefront' };

const actions: StorefrontActions = {
  save: saveStorefrontAction,
  publish: publishStorefrontAction,
  unpublish: unpublishStorefrontAction,
  remove: deleteStorefrontAction,
  deleteImage: deleteImageAction,
  addDomain: addDomainAction,
  verifyDomain: verifyDomainAction,
  removeDomain: removeDomainAction,
};

interface StorefrontPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function StorefrontPage({ params }: StorefrontPageProps) {
  const { org, id: named } = await params;
  const inOrg = { orgSlug: org };
  const id = named.slice(0, 64);
  const storefront = await pageCall(readStorefront, { id }, inOrg);
  const [{ scopes, organization }, images, domains, consent, { quota }] = await Promise.all([
    pageCall(readCaller, {}, inOrg),
    pageCall(listStorefrontImages, { id }, inOrg),
    pageCall(listStorefrontDomains, { id }, inOrg),
    pageCall(readConsentSettings, { id }, inOrg),
    pageCall(listStorefronts, { limit: 1 }, inOrg),
  ]);
  const shown = storefront.state === 'published';
  // A page that is shown keeps the settings that its visitors are asked by; another one is published with the edited ones.
  const settings = shown && consent.published !== null ? consent.published : consent.draft;
  return (
    <StorefrontEditor
      key={id}
      {...{ org, storefront, actions }}
      images={images.data}
      domains={domains.data}
      services={settings.services}
      refusal={scopes.includes('storefronts:write') ? undefined : 'Only owners and admins change storefronts.'}
      quotaRefusal={shown ? undefined : quotaRefusal(quota, plans[organization.plan].title)}
    />
  );
}
