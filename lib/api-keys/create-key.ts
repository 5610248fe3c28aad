import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { keyScopes, type Permission } from '../access/permissions.ts';
import { mayDo, type Principal } from '../access/principal.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { generateKey, type KeyMode, type ParsedKey } from './key-format.ts';
import { hashKey } from './key-hash.ts';
import { presentKey } from './present.ts';
import { CreateApiKey, CreatedApiKey, everyScope } from './schema.ts';
import { insertKey, type KeyRow, prefixTaken } from './store.ts';

/** Afterwards the key works at once. Its secret is in this answer and nowhere else. CLAIMS K1 to K3, K7. */
export const createApiKey = operation({
  name: 'apiKeys.create',
  title: 'Create an API key',
  description: 'Answers with the secret key, once. Only its peppered hash is kept.',
  http: 'POST /api-keys',
  permission: 'apiKeys:write',
  feature: 'api_access',
  limits: ['api.general'],
  input: CreateApiKey,
  output: CreatedApiKey,
  writes: true,
  revealsSecret: true,
  status: 201,
  location: (key) => `/api-keys/${key.id}`,
  run: async (ctx, input) => {
    assertGrantable(ctx.principal, input.scopes);
    const now = ctx.now();
    const expiresAt = input.expiresAt == null ? null : new Date(input.expiresAt).toISOString();
    if (expiresAt !== null && Date.parse(expiresAt) <= now.getTime()) {
      throw fail('invalid_input', { problems: [{ path: 'expiresAt', message: 'Give a time in the future.' }] });
    }
    const { row, secret } = await ctx.directory.write(
      ({ row }: MadeKey) => ({
        action: 'apiKey.created',
        subject: row.id,
        detail: { name: row.name, mode: row.mode, prefix: row.prefix, scopes: input.scopes, expiresAt },
      }),
      async (tx) => {
        const secret = await unusedKey(tx, input.mode);
        const row: KeyRow = {
          id: newId('key'),
          name: input.name,
          mode: input.mode,
          prefix: secret.prefix,
          scopes: JSON.stringify(input.scopes),
          createdBy: ctx.actor,
          createdAt: now.toISOString(),
          expiresAt,
          revokedAt: null,
          lastUsedAt: null,
          lastUsedAddress: null,
          lastUsedRoute: null,
        };
        await insertKey(tx, { ...row, orgId: ctx.org.id, ...hashKey(secret.text, ctx.services.secrets) });
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'apiKey.create', outcome: 'ok', detail: { keyId: row.id } });
        return { row, secret };
      },
    );
    return { ...presentKey(row, now), key: secret.text };
  },
});

interface MadeKey {
  readonly row: KeyRow;
  readonly secret: ParsedKey;
}

/** Nobody hands out what they do not hold. @throws `forbidden` naming the first scope that the caller lacks. */
function assertGrantable(principal: Principal, scopes: readonly string[]): void {
  const wanted = scopes.includes(everyScope) ? keyScopes : (scopes as readonly Permission[]);
  const lacking = wanted.find((scope) => !mayDo(principal, scope));
  if (lacking !== undefined) throw fail('forbidden', { extension: { permission: lacking } });
}

/** A key whose prefix finds no other: among a million keys, two alike are about as likely as not; ten in a row never are. */
async function unusedKey(tx: SqlReader, mode: KeyMode): Promise<ParsedKey> {
  for (let tries = 0; tries < 10; tries += 1) {
    const key = generateKey(mode);
    if (!(await prefixTaken(tx, key.prefix))) return key;
  }
  throw fail('internal', { detail: 'no unused key prefix found' });
}
