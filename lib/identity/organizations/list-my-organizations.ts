import { accountOperation } from '../../access/operation.ts';
import { organizationsOf } from '../memberships.ts';
import { MyOrganizations, NoInput } from '../schema.ts';

/** The organisations that the person belongs to, by name. */
export const listMyOrganizations = accountOperation({
  name: 'organizations.listMine',
  title: 'List my organisations',
  limits: ['account.general'],
  input: NoInput,
  output: MyOrganizations,
  writes: false,
  run: async (ctx) => {
    const mine = await organizationsOf(ctx.control, ctx.principal.userId);
    const current = ctx.principal.membership?.orgId;
    return {
      data: mine.map(({ id, slug, name, plan, role }) => ({ id, slug, name, plan, role, current: id === current })),
    };
  },
});
