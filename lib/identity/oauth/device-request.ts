import { fail } from '../../platform/errors.ts';
import type { AccountContext } from '../../tenancy/context.ts';
import { type Client, findClient } from './clients.ts';
import { type DeviceCodeRow, findWaiting } from './device-store.ts';
import { type AskedScopes, askedScopes } from './judge-for-person.ts';
import { storedScopes } from './scopes.ts';
import { hashUserCode, typedUserCode } from './user-code.ts';

export interface WaitingDevice {
  readonly row: DeviceCodeRow;
  readonly client: Client;
  readonly orgId: string;
  readonly asked: AskedScopes;
}

/**
 * The device that shows this code, for the person who typed it.
 * @throws `invalid_input` for a code that no device shows, or shows any more, or that is a program's of another organisation:
 * all the same; `conflict` for a person who is in no organisation, or whose role holds nothing of what is asked for.
 */
export async function requireWaitingDevice(ctx: AccountContext, typed: string): Promise<WaitingDevice> {
  const code = typedUserCode(typed);
  const now = ctx.now().toISOString();
  const row =
    code === null
      ? undefined
      : await findWaiting(ctx.control, hashUserCode(ctx.services.secrets.authSecret, code), now);
  const client = row === undefined ? null : await findClient(ctx.control, row.clientId);
  const { membership } = ctx.principal;
  const foreign = client !== null && client.orgId !== null && client.orgId !== membership?.orgId;
  if (row === undefined || client === null || foreign) {
    const message = 'No device shows this code. Look again, or ask the device for a new one.';
    throw fail('invalid_input', { problems: [{ path: 'userCode', message }] });
  }
  if (membership === null)
    throw fail('conflict', { message: 'Choose an organisation first, then type the code again.' });
  const asked = askedScopes(membership.role, storedScopes(row.scopes));
  if (asked.allowed.length === 0) {
    throw fail('conflict', { message: 'You hold nothing of what this program asks for in this organisation.' });
  }
  return { row, client, orgId: membership.orgId, asked };
}
