import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import { consolePath } from '../links.ts';
import { organizationsOf } from '../memberships.ts';
import { leadsInto, localPath } from '../redirect-path.ts';
import { OrganizationEntered, SwitchOrganization } from '../schema.ts';
import { answerWithSession, moveSession } from '../sessions.ts';

/**
 * Puts the session into another of the person's organisations. The tokens it had before stop working.
 * @throws `not_found` for an organisation they do not belong to, as for one that is not there.
 */
export const switchOrganization = accountOperation({
  name: 'organizations.switch',
  title: 'Switch to another organisation',
  limits: ['account.general'],
  input: SwitchOrganization,
  output: OrganizationEntered,
  writes: true,
  run: async (ctx, { slug, redirectTo }) => {
    const { principal } = ctx;
    const { org, session } = await ctx.control.write(async (tx) => {
      const found = (await organizationsOf(tx, principal.userId)).find((mine) => mine.slug === slug);
      if (!found) throw fail('not_found');
      const moved = await moveSession(
        tx,
        principal,
        { orgId: found.id, role: found.role },
        { env: ctx.services.env, request: ctx.request, now: ctx.now() },
      );
      await recordAuditIn(tx, { ...auditOf(ctx), orgId: found.id, action: 'organization.enter', outcome: 'ok' });
      return { org: found, session: moved };
    });
    await answerWithSession(runtime(), ctx.answer, session);
    const { id, name, plan } = org;
    return { organization: { id, slug, name, plan }, redirectTo: pathWithin(slug, redirectTo) };
  },
});

/** The page that was asked for, when it is one of this organisation, or is answered in it; else its first one. */
function pathWithin(slug: string, wanted: string | undefined): string {
  const path = localPath(wanted);
  return path !== null && leadsInto(slug, path) ? path : consolePath(slug);
}
