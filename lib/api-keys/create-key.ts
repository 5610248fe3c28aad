import { auditOf, recordAuditIn } from '../access/audit.ts';
import { operation } from '../access/operation.ts';
import { assertGrantable, canonicalBlocks, futureInstant, type MadeKey, makeKey } from './make-key.ts';
import { presentKey } from './present.ts';
import { CreateApiKey, CreatedApiKey } from './schema.ts';

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
  stepUp: 'always',
  revealsSecret: true,
  status: 201,
  location: (key) => `/api-keys/${key.id}`,
  run: async (ctx, input) => {
    assertGrantable(ctx.principal, input.scopes);
    const now = ctx.now();
    const expiresAt = input.expiresAt == null ? null : futureInstant(input.expiresAt, now);
    const allowedAddresses = canonicalBlocks(input.allowedAddresses);
    const { row, secret } = await ctx.directory.write(
      ({ row }: MadeKey) => ({
        action: 'apiKey.created',
        subject: row.id,
        detail: {
          name: row.name,
          mode: row.mode,
          prefix: row.prefix,
          scopes: input.scopes,
          expiresAt,
          allowedAddresses,
        },
      }),
      async (tx) => {
        const made = await makeKey(
          tx,
          { orgId: ctx.org.id, peppers: ctx.services.secrets.apiKeyPeppers },
          {
            name: input.name,
            mode: input.mode,
            scopes: JSON.stringify(input.scopes),
            createdBy: ctx.actor,
            createdAt: now.toISOString(),
            expiresAt,
            allowedAddresses: JSON.stringify(allowedAddresses),
          },
        );
        const detail = { keyId: made.row.id };
        await recordAuditIn(tx, { ...auditOf(ctx), action: 'apiKey.create', outcome: 'ok', detail });
        return made;
      },
    );
    return { ...presentKey(row, now), key: secret.text };
  },
});
