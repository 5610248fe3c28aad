import { operation } from '../../access/operation.ts';
import { NoInput, OrganizationDetail } from '../schema.ts';
import { findOrganization } from './store.ts';

/** The organisation one is in. */
export const readOrganization = operation({
  name: 'organizations.read',
  title: 'See the organisation',
  http: 'GET /organization',
  permission: 'organization:read',
  feature: undefined,
  limits: ['api.general'],
  input: NoInput,
  output: OrganizationDetail,
  writes: false,
  run: async (ctx) => findOrganization(ctx.directory, ctx.org.id),
});
