import { accountOperation } from '../../access/operation.ts';
import { requireWaitingDevice } from './device-request.ts';
import { daysAllowed, organizationName, presentAsking, presentScopes } from './judge-for-person.ts';
import { DeviceRequest, ReadDevice } from './schema.ts';

/** What the device that shows this code asks for. Reading allows nothing. @throws as {@link requireWaitingDevice} does. */
export const readDevice = accountOperation({
  name: 'oauth.readDevice',
  title: 'See what a device asks for',
  limits: ['oauth.user-code', 'oauth.user-code-address'],
  input: ReadDevice,
  output: DeviceRequest,
  writes: false,
  refuses: ['conflict'],
  run: async (ctx, { userCode }) => {
    const { row, client, orgId, asked } = await requireWaitingDevice(ctx, userCode);
    return {
      client: presentAsking(client),
      organization: await organizationName(ctx.control, orgId),
      device: row.device,
      askedAt: row.createdAt,
      endsAfterDays: daysAllowed(ctx.services.env),
      ...presentScopes(asked),
    };
  },
});
