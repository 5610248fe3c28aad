import { resolve } from 'node:path';
import { z } from 'zod';
import { auditOf, recordAudit } from '../access/audit.ts';
import { operatorOperation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import { rotateStoredPepper } from '../platform/secrets.ts';
import type { OperatorContext } from '../tenancy/context.ts';
import { countByPepper } from './store.ts';

const PepperState = z.object({
  current: z.number().int().describe('The number of the pepper that keys are hashed under'),
  previous: z.number().int().nullable().describe('The number of the one before, while it is still there'),
  keysUnderCurrent: z.number().int(),
  keysUnderPrevious: z.number().int().describe('They move to the current one as they are next used'),
  keysUnderNeither: z.number().int().describe('They cannot be proven: the pepper they were hashed under is gone'),
});

/** How far the keys that still work have moved to the current pepper. */
export const readPepperState = operatorOperation({
  name: 'apiKeys.pepperState',
  title: 'Count the API keys under each pepper',
  limits: [],
  input: z.strictObject({}),
  output: PepperState,
  writes: false,
  run: (ctx) => pepperState(ctx),
});

/**
 * Puts a new pepper in the place of the current one, in an installation that keeps its secrets in the data folder.
 * Afterwards new hashes are made under the new one, hashes under the old one are good until the next rotation, and each
 * moves as its key is next used. No request fails meanwhile. CLAIMS K2, O3.
 *
 * @throws `conflict` while keys are left under the previous pepper, unless they are to be abandoned, and where the pepper
 * comes from the environment.
 */
export const rotatePepper = operatorOperation({
  name: 'apiKeys.rotatePepper',
  title: 'Rotate the pepper of API keys',
  limits: [],
  input: z.strictObject({
    abandonOld: z.boolean().default(false).describe('Keys still under the previous pepper stop working'),
  }),
  output: PepperState,
  writes: true,
  run: async (ctx, { abandonOld }) => {
    const { keysUnderPrevious } = await pepperState(ctx);
    if (keysUnderPrevious > 0 && !abandonOld) {
      throw fail('conflict', {
        message:
          `${keysUnderPrevious} API keys are still hashed under the previous pepper and would stop working. ` +
          'Have them used or replaced first, or abandon them.',
      });
    }
    const { env, secrets } = ctx.services;
    rotateStoredPepper(env, resolve(env.HOLDFAST_DATA_DIR), secrets.apiKeyPeppers);
    const detail = { version: secrets.apiKeyPeppers.current.version };
    await recordAudit(ctx.control, { ...auditOf(ctx), action: 'pepper.rotate', outcome: 'ok', detail });
    return pepperState(ctx);
  },
});

async function pepperState(ctx: OperatorContext): Promise<z.output<typeof PepperState>> {
  const { current, previous } = ctx.services.secrets.apiKeyPeppers;
  const counts = await countByPepper(ctx.control, ctx.now().toISOString());
  const keysUnder = (version: number | undefined) => counts.find((count) => count.pepperVersion === version)?.keys ?? 0;
  const all = counts.reduce((sum, { keys }) => sum + keys, 0);
  const keysUnderCurrent = keysUnder(current.version);
  const keysUnderPrevious = keysUnder(previous?.version);
  return {
    current: current.version,
    previous: previous?.version ?? null,
    keysUnderCurrent,
    keysUnderPrevious,
    keysUnderNeither: all - keysUnderCurrent - keysUnderPrevious,
  };
}
