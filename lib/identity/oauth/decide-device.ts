import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { requireFactor } from '../../access/factor-standing.ts';
import { accountOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { allowedReceipt, allowGrant } from './allow-grant.ts';
import { requireWaitingDevice } from './device-request.ts';
import { moveDeviceCode } from './device-store.ts';
import { askedScopesNow } from './judge-for-person.ts';
import { DecideDevice, DeviceDecided } from './schema.ts';
import { namedOf, storedScopes } from './scopes.ts';

/**
 * The person allows the device that shows this code, or does not. Afterwards the device is told when it asks the next time.
 * RFC 8628, section 3.3.
 * @throws as `requireWaitingDevice` does; `conflict` also when somebody has decided, or the page was shown for another
 * organisation; `fresh_sign_in_required`.
 */
export const decideDevice = accountOperation({
  name: 'oauth.decideDevice',
  title: 'Allow a device, or do not',
  limits: ['oauth.user-code', 'oauth.user-code-address'],
  input: DecideDevice,
  output: DeviceDecided,
  writes: true,
  stepUp: 'sometimes',
  refuses: ['conflict'],
  run: async (ctx, { userCode, organizationId, scopes, decision }) => {
    const { row, client, orgId } = await requireWaitingDevice(ctx, userCode);
    if (orgId !== organizationId) {
      throw fail('conflict', { message: 'You are in another organisation now. Type the code again.' });
    }
    const decided = fail('conflict', { message: 'This code was used a moment ago. Ask the device for a new one.' });
    const event = {
      ...auditOf(ctx),
      action: 'oauth.authorize',
      detail: { clientId: client.id, device: true },
    } as const;
    const { deviceHash } = row;
    if (decision === 'deny') {
      await ctx.control.write(async (tx) => {
        if (!(await moveDeviceCode(tx, deviceHash, { from: 'pending', to: 'denied' }))) throw decided;
        await recordAuditIn(tx, { ...event, outcome: 'refused', reason: 'denied_by_person' });
      });
      return { status: 'denied' as const };
    }
    await requireFactor(ctx);
    await ctx.control.writeFor(orgId, allowedReceipt, async (tx) => {
      const { userId } = ctx.principal;
      const { allowed } = await askedScopesNow(tx, { orgId, userId }, namedOf(storedScopes(row.scopes), scopes));
      if (allowed.length === 0) throw fail('conflict', { message: 'What you may do here has changed. Start again.' });
      const wanted = { clientId: client.id, orgId, userId, scopes: allowed, device: row.device };
      const grant = await allowGrant(tx, wanted, { now: ctx.now(), expiresAt: row.expiresAt });
      const move = { from: 'pending', to: 'approved', grantId: grant.id } as const;
      if (!(await moveDeviceCode(tx, deviceHash, move))) throw decided;
      await recordAuditIn(tx, { ...event, outcome: 'ok', detail: { ...event.detail, grantId: grant.id } });
      return grant;
    });
    return { status: 'allowed' as const };
  },
});
