import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { accountOperation } from '../../access/operation.ts';
import { trialPlan } from '../../access/plans.ts';
import { fail } from '../../platform/errors.ts';
import { runtime } from '../../runtime.ts';
import { consolePath } from '../links.ts';
import { CreateOrganization, OrganizationEntered } from '../schema.ts';
import { answerWithSession, moveSession } from '../sessions.ts';
import { foundOrganization } from './found-organization.ts';

/** Each costs a database and its backups: a script that makes more has lost its way. */
const ownedMax = 100;

/**
 * Makes an organisation of the person's own and puts their session into it.
 * @throws `quota_reached` for somebody who owns a hundred; `unauthorized` when the session ended meanwhile.
 */
export const createOrganization = accountOperation({
  name: 'organizations.create',
  title: 'Create an organisation',
  limits: ['account.general', 'organizations.create'],
  input: CreateOrganization,
  output: OrganizationEntered,
  writes: true,
  status: 201,
  run: async (ctx, { name }) => {
    const { principal } = ctx;
    const owned = await ctx.control.get<{ many: number }>(
      "SELECT count(*) AS many FROM Membership WHERE userId = ? AND role = 'owner'",
      [principal.userId],
    );
    if ((owned?.many ?? 0) >= ownedMax) {
      throw fail('quota_reached', { message: `One person can own ${ownedMax} organisations.` });
    }
    const now = ctx.now();
    const { org, result } = await foundOrganization(
      { name, plan: trialPlan, actor: ctx.actor, now },
      async (tx, founded) => {
        const session = await moveSession(
          tx,
          principal,
          { orgId: founded.id, role: 'owner' },
          { env: ctx.services.env, request: ctx.request, now },
        );
        await recordAuditIn(tx, {
          ...auditOf(ctx),
          orgId: founded.id,
          action: 'organization.create',
          outcome: 'ok',
        });
        return { userId: principal.userId, email: principal.email, session };
      },
    );
    await answerWithSession(runtime(), ctx.answer, result.session);
    return { organization: org, redirectTo: consolePath(org.slug) };
  },
});
