import { resolve } from 'node:path';
import { z } from 'zod';
import { auditOf, recordAudit } from '../../access/audit.ts';
import { operatorOperation } from '../../access/operation.ts';
import { rotateStoredAuthSecret } from '../../platform/secrets.ts';
import { NoInput } from '../schema.ts';

/**
 * Puts a new secret in the place of the one that signs what sign-in hands out, in an installation that keeps its secrets in
 * the data folder. From the next request on nothing made under the old one is good: the codes of mails that are under way
 * (their links still are), sign-ins at a provider that are under way, cursors of lists, and the tokens of sessions that are
 * in no organisation, which their browsers replace by themselves. Sessions go on. CLAIMS O3.
 *
 * @throws `conflict` where the secret comes from the environment.
 */
export const rotateAuthSecret = operatorOperation({
  name: 'authSecret.rotate',
  title: 'Rotate the secret that sign-in is signed by',
  limits: [],
  input: NoInput,
  output: z.object({ current: z.number().int().describe('The number of the new secret') }),
  writes: true,
  run: async (ctx) => {
    const { env, secrets } = ctx.services;
    rotateStoredAuthSecret(env, resolve(env.HOLDFAST_DATA_DIR), secrets);
    const current = secrets.authSecretVersion;
    await recordAudit(ctx.control, {
      ...auditOf(ctx),
      action: 'authSecret.rotate',
      outcome: 'ok',
      detail: { version: current },
    });
    return { current };
  },
});
