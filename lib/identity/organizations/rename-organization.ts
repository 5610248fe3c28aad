import { operation } from '../../access/operation.ts';
import { OrganizationDetail, RenameOrganization } from '../schema.ts';
import { findOrganization, type OrganizationRow, renameOrganizationRow } from './store.ts';

interface Renamed {
  readonly before: OrganizationRow;
  readonly after: OrganizationRow;
}

/** Changes the name that people see. The address (slug) stays, so that links go on working. */
export const renameOrganization = operation({
  name: 'organizations.rename',
  title: 'Rename the organisation',
  http: 'PATCH /organization',
  permission: 'organization:write',
  feature: undefined,
  limits: ['api.general'],
  input: RenameOrganization,
  output: OrganizationDetail,
  writes: true,
  run: async (ctx, { name }) => {
    const { after } = await ctx.directory.write(
      ({ before, after }: Renamed) => ({
        action: 'organization.renamed',
        subject: ctx.org.id,
        detail: { from: before.name, to: after.name },
      }),
      async (tx) => {
        const before = await findOrganization(tx, ctx.org.id);
        await renameOrganizationRow(tx, ctx.org.id, name, ctx.now().toISOString());
        return { before, after: await findOrganization(tx, ctx.org.id) };
      },
    );
    return after;
  },
});
