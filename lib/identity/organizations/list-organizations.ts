import { operatorOperation } from '../../access/operation.ts';
import { NoInput, OrganizationList } from '../schema.ts';
import { listOrganizations } from './store.ts';

export const listAllOrganizations = operatorOperation({
  name: 'organizations.listAll',
  title: 'List every organisation of this installation',
  limits: [],
  input: NoInput,
  output: OrganizationList,
  writes: false,
  run: async (ctx) => ({ data: await listOrganizations(ctx.control) }),
});
