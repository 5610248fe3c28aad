import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { requireFactor } from '../../access/factor-standing.ts';
import { accountOperation } from '../../access/operation.ts';
import { isoAfter } from '../../platform/clock.ts';
import { randomToken, sha256 } from '../../platform/crypto/digest.ts';
import { fail } from '../../platform/errors.ts';
import type { AccountContext } from '../../tenancy/context.ts';
import { allowedReceipt, allowGrant } from './allow-grant.ts';
import { type AuthorizationRequest, refusedRedirect } from './authorization-request.ts';
import type { NewGrant } from './grant-store.ts';
import { askedScopesNow, judgeForPerson } from './judge-for-person.ts';
import { codeSeconds, refuse } from './protocol.ts';
import { destinationOf, redirectTo } from './redirect-uri.ts';
import { AuthorizationDecided, DecideAuthorization } from './schema.ts';
import { namedOf } from './scopes.ts';
import { insertCode } from './token-store.ts';

/**
 * The person allows what the program asks for, or does not. Allowed, a code is on its way to the program: good for a minute,
 * once, for that program, address and verifier alone. Asked each time: nothing remembers an earlier yes. CLAIMS I4.
 *
 * @throws `conflict` when the page was shown for another organisation, or the request is none that can be allowed;
 * `fresh_sign_in_required`.
 */
export const decideAuthorization = accountOperation({
  name: 'oauth.decideAuthorization',
  title: 'Allow a program, or do not',
  limits: ['account.general'],
  input: DecideAuthorization,
  output: AuthorizationDecided,
  writes: true,
  stepUp: 'sometimes',
  refuses: ['conflict'],
  run: async (ctx, { query, organizationId, scopes, decision }) => {
    const judged = await judgeForPerson(ctx.control, ctx.principal, query, ctx.services.origin);
    if (judged.kind !== 'consent' || judged.orgId !== organizationId) {
      throw fail('conflict', { message: 'What you were asked has changed. Start again from the program.' });
    }
    const { request, orgId } = judged;
    const destination = destinationOf(request.redirectUri);
    const event = { ...auditOf(ctx), action: 'oauth.authorize', detail: { clientId: request.client.id } } as const;
    if (decision === 'deny') {
      await ctx.control.write((tx) => recordAuditIn(tx, { ...event, outcome: 'refused', reason: 'denied_by_person' }));
      const refusal = refuse('access_denied', 'the person does not allow it');
      return { redirectTo: refusedRedirect(request, refusal, ctx.services.origin), destination };
    }
    await requireFactor(ctx);
    const code = randomToken();
    await ctx.control.writeFor(orgId, allowedReceipt, async (tx) => {
      const asked = namedOf(request.scopes, scopes);
      const { allowed } = await askedScopesNow(tx, { orgId, userId: ctx.principal.userId }, asked);
      if (allowed.length === 0) throw fail('conflict', { message: 'What you may do here has changed. Start again.' });
      const now = ctx.now();
      const expiresAt = isoAfter(now, codeSeconds);
      const grant = await allowGrant(tx, grantOf(ctx, request, orgId, allowed), { now, expiresAt });
      await insertCode(tx, {
        ...{ hash: sha256(code), grantId: grant.id, clientId: request.client.id, redirectUri: request.redirectUri },
        ...{ challenge: request.challenge, createdAt: grant.createdAt, expiresAt },
      });
      await recordAuditIn(tx, { ...event, outcome: 'ok', detail: { ...event.detail, grantId: grant.id } });
      return grant;
    });
    const { redirectUri, state } = request;
    return { redirectTo: redirectTo(redirectUri, { code, state, iss: ctx.services.origin }), destination };
  },
});

function grantOf(
  ctx: AccountContext,
  { client }: AuthorizationRequest,
  orgId: string,
  scopes: NewGrant['scopes'],
): Omit<NewGrant, 'id' | 'createdAt' | 'expiresAt'> {
  return { clientId: client.id, orgId, userId: ctx.principal.userId, scopes, device: null };
}
