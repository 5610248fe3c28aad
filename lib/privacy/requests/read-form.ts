import { publicOperation } from '../../access/operation.ts';
import { organizationAt } from './in-organization.ts';
import { PrivacyForm, PrivacyFormOptions } from './schema.ts';

/** What the public form of an organisation needs to know. */
export const readPrivacyForm = publicOperation({
  name: 'subjectRequests.readForm',
  title: 'See the form for requests of data subjects',
  limits: ['subjectRequests.page'],
  input: PrivacyForm,
  output: PrivacyFormOptions,
  writes: false,
  run: async (ctx, { org }) => {
    const { name } = await organizationAt(ctx, org);
    return { organization: name, botCheckSiteKey: ctx.services.botCheck.siteKey };
  },
});
