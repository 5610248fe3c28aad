import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operatorOperation } from '../../access/operation.ts';
import { trialPlan } from '../../access/plans.ts';
import { consolePath, signInLink } from '../links.ts';
import { OrganizationProvisioned, ProvisionOrganization } from '../schema.ts';
import { issueLoginToken, loginLinkSeconds } from '../sign-in/login-tokens.ts';
import { createUser, findUserByEmail } from '../users.ts';
import { foundOrganization } from './found-organization.ts';

/** Makes an organisation for somebody, and a link by which they sign in: once, for 10 minutes, in any browser. */
export const provisionOrganization = operatorOperation({
  name: 'organizations.provision',
  title: 'Create an organisation for somebody',
  limits: [],
  input: ProvisionOrganization,
  output: OrganizationProvisioned,
  writes: true,
  run: async (ctx, { name, owner: email, plan = trialPlan }) => {
    const now = ctx.now();
    const { org, result } = await foundOrganization({ name, plan, actor: ctx.actor, now }, async (tx, founded) => {
      const user =
        (await findUserByEmail(tx, email)) ?? (await createUser(tx, { email, name: null, verifiedAt: null, now }));
      const link = await issueLoginToken(tx, ctx.services.secrets, {
        email,
        purpose: 'operator-login',
        redirectTo: consolePath(founded.slug),
        browserHash: null,
        lifeSeconds: loginLinkSeconds,
        now,
      });
      await recordAuditIn(tx, { ...auditOf(ctx), orgId: founded.id, action: 'organization.create', outcome: 'ok' });
      return { userId: user.id, email, token: link.token };
    });
    return { org, signInUrl: signInLink(ctx.services.origin, result.token) };
  },
});
