import type { Operation } from '../access/operation.ts';
import { addStorefrontDomain } from './add-domain.ts';
import { createStorefront } from './create-storefront.ts';
import { deleteStorefront } from './delete-storefront.ts';
import { listStorefrontDomains } from './list-domains.ts';
import { listStorefronts } from './list-storefronts.ts';
import { messageOperations } from './message/operations.ts';
import { previewStorefront } from './preview-storefront.ts';
import { publishStorefront } from './publish-storefront.ts';
import { readStorefront } from './read-storefront.ts';
import { removeStorefrontDomain } from './remove-domain.ts';
import { settleAddresses } from './settle-addresses.ts';
import { showStorefront } from './show-storefront.ts';
import { unpublishStorefront } from './unpublish-storefront.ts';
import { updateStorefront } from './update-storefront.ts';
import { verifyStorefrontDomain } from './verify-domain.ts';

/** Public pages and their own domains. */
export const storefrontOperations: readonly Operation[] = [
  createStorefront,
  listStorefronts,
  readStorefront,
  updateStorefront,
  publishStorefront,
  unpublishStorefront,
  deleteStorefront,
  showStorefront,
  previewStorefront,
  settleAddresses,
  addStorefrontDomain,
  listStorefrontDomains,
  verifyStorefrontDomain,
  removeStorefrontDomain,
  ...messageOperations,
];
