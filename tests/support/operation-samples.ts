import { type IdPrefix, newId } from '#lib/platform/ids.ts';
import { crmSamples } from './crm-samples.ts';
import { evidenceSamples } from './evidence-samples.ts';
import type { OperationSamples } from './operation-sample.ts';
import { organizationSamples } from './organization-samples.ts';
import { storefrontSamples } from './storefront-samples.ts';

/** A sample of every operation inside an organisation, by its name. Guard tests hold it to be complete. */
export const operationSamples: OperationSamples = {
  ...organizationSamples,
  ...crmSamples,
  ...evidenceSamples,
  ...storefrontSamples,
};

/** An id of the same kind that no record ever had. */
export function neverWas(prefix: IdPrefix): string {
  return newId(prefix);
}
