import { auditOf, recordAuditIn } from '../../access/audit.ts';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { countClients, insertClient } from './client-store.ts';
import type { ClientRow } from './clients.ts';
import { presentClient } from './present.ts';
import { OAuthClient, RegisterClient } from './schema.ts';

/** Each is a name that people are asked to trust: an organisation has a few. */
const clientsMax = 50;

/**
 * Afterwards members may let the program act for them. It gets no secret: programs on people's devices keep none (RFC 8252,
 * section 8.5). Nobody registers a program but owners, and no program registers itself.
 * @throws `invalid_input` for a program that could be answered nowhere; `conflict` past 50 programs.
 */
export const registerClient = operation({
  name: 'oauthClients.register',
  title: 'Register a program that may act for people',
  description: 'The id of the answer is the client_id. There is no client secret.',
  http: 'POST /oauth-clients',
  permission: 'oauthClients:write',
  feature: 'api_access',
  limits: ['api.general'],
  input: RegisterClient,
  output: OAuthClient,
  writes: true,
  stepUp: 'always',
  refuses: ['conflict'],
  status: 201,
  run: async (ctx, input) => {
    if (input.redirectUris.length === 0 && !input.deviceFlow) {
      const message = 'Give an address for codes, or let the program sign in by a code that people type elsewhere.';
      throw fail('invalid_input', { problems: [{ path: 'redirectUris', message }] });
    }
    const { redirectUris, scopes, deviceFlow, name } = input;
    const row = await ctx.directory.write(
      ({ id }: ClientRow) => ({
        action: 'oauthClient.registered',
        subject: id,
        detail: { name, redirectUris, scopes, deviceFlow },
      }),
      async (tx) => {
        if ((await countClients(tx, ctx.org.id)) >= clientsMax) {
          throw fail('conflict', { message: `An organisation has at most ${clientsMax} programs. Remove one first.` });
        }
        const made: ClientRow = {
          ...{ id: newId('cli'), orgId: ctx.org.id, name, deviceFlow: deviceFlow ? 1 : 0 },
          ...{ redirectUris: JSON.stringify(redirectUris), scopes: JSON.stringify(scopes) },
          ...{ createdBy: ctx.actor, createdAt: ctx.now().toISOString() },
        };
        await insertClient(tx, made);
        const detail = { clientId: made.id };
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'oauth.register', outcome: 'ok', detail });
        return made;
      },
    );
    return presentClient(row);
  },
});
