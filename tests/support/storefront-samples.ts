import { consentDefaults } from '#lib/consent/schema.ts';
import type { TestOrganization } from './call.ts';
import { askingStorefront, choiceFor, madeChoice, taggedChoice, unaskedStorefront } from './consents.ts';
import { heldMessage, messageFor, untoldStorefront } from './messages.ts';
import { none, type OperationSample, type OperationSamples, withId } from './operation-sample.ts';
import { next, storefront } from './sample-records.ts';
import { interruptedScan, scanIn, scanRequest } from './scans.ts';
import { shownImage, smallPng, uploadedImage } from './storefront-images.ts';
import { contentOf, draftStorefront, newStorefront, pendingDomain, shownStorefront } from './storefronts.ts';

const draft = async (org: TestOrganization) => (await draftStorefront(org)).id;
/** An organisation has room for few that are not published. */
const shown = async (org: TestOrganization) => (await shownStorefront(org)).id;
const domain: OperationSample = {
  input: async (org) => {
    const { id, domainId } = await pendingDomain(org, await shown(org));
    return { id, domainId };
  },
  ids: { id: 'stf', domainId: 'dom' },
};

const storefrontImage: OperationSample = {
  input: (org) => uploadedImage(org),
  ids: { id: 'stf', imageId: 'img' },
};

/** Storefronts, what their visitors are asked, and what they answer. */
export const storefrontSamples: OperationSamples = {
  'consentSettings.read': withId(storefront, 'stf'),
  'consentSettings.update': withId(storefront, 'stf', { settings: consentDefaults }),
  'consentSettings.publish': withId(unaskedStorefront, 'stf'),
  'consentScans.request': { input: scanRequest, ids: { storefront: 'stf' } },
  'consentScans.list': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consentScans.read': withId(scanIn, 'scn'),
  'consentScans.download': withId(scanIn, 'scn'),
  'consentScans.run': withId(interruptedScan, 'scn'),
  'consents.showBanner': withId(storefront, 'stf'),
  'consents.take': { input: choiceFor, ids: { storefrontId: 'stf' } },
  'consents.showOwn': { input: taggedChoice, ids: { storefrontId: 'stf' } },
  'consents.makeProof': {
    input: async (org) => {
      const { id, ...tagged } = await madeChoice(org);
      return { ...tagged, id };
    },
    ids: { storefrontId: 'stf', id: 'cns' },
  },
  'consents.takeBack': {
    input: async (org) => ({ ...(await taggedChoice(org)), origin: 'https://shop.example', userAgent: null }),
    ids: { storefrontId: 'stf' },
  },
  'consents.eraseOwn': { input: taggedChoice, ids: { storefrontId: 'stf' } },
  'consents.list': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consents.read': withId(async (org) => (await madeChoice(org)).id, 'cns'),
  'consents.statistics': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consents.export': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'consents.readPolicy': { input: async (org) => ({ hash: (await askingStorefront(org)).policy }), ids: {} },
  'messages.take': { input: messageFor, ids: { storefrontId: 'stf' } },
  'messages.list': { input: async (org) => ({ storefront: await storefront(org) }), ids: { storefront: 'stf' } },
  'messages.accept': withId(heldMessage, 'msg'),
  'messages.dismiss': withId(heldMessage, 'msg'),
  'messages.notify': withId(untoldStorefront, 'stf'),
  'storefronts.create': { input: async (org) => newStorefront(org), ids: {} },
  'storefronts.list': none,
  'storefronts.read': withId(shown, 'stf'),
  'storefronts.update': {
    input: async (org) => ({ id: await shown(org), draft: contentOf(org, { tagline: `${next()}` }) }),
    ids: { id: 'stf' },
  },
  'storefronts.publish': withId(draft, 'stf'),
  'storefronts.unpublish': withId(shown, 'stf'),
  'storefronts.delete': withId(shown, 'stf'),
  'storefronts.show': { input: async (org) => ({ storefrontId: await shown(org) }), ids: { storefrontId: 'stf' } },
  'storefronts.preview': withId(draft, 'stf'),
  'storefronts.settleAddresses': withId(async (org) => org.orgId, 'org'),
  'storefrontImages.list': withId(shown, 'stf'),
  'storefrontImages.upload': { ...withId(shown, 'stf'), stream: () => ({ body: new Blob([smallPng]).stream() }) },
  'storefrontImages.download': storefrontImage,
  'storefrontImages.delete': storefrontImage,
  'storefrontImages.show': { ...storefrontImage, input: (org) => shownImage(org) },
  'storefrontDomains.add': {
    input: async (org) => ({ id: await shown(org), host: `${next()}.marker-${org.slug}.example` }),
    ids: { id: 'stf' },
  },
  'storefrontDomains.list': withId(shown, 'stf'),
  'storefrontDomains.verify': domain,
  'storefrontDomains.remove': domain,
};
