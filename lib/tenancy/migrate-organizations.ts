import { z } from 'zod';
import { operatorOperation } from '../access/operation.ts';
import { runtime } from '../runtime.ts';

const Walk = z.object({
  migrated: z.number().int(),
  current: z.number().int(),
  quarantined: z.array(z.object({ orgId: z.string(), reason: z.string() })),
});

/**
 * Brings every organisation's database to this version's schema. Killed at any point, it goes on where it stopped when
 * asked again; a broken database is quarantined with the reason, and one that is well again is released.
 */
export const migrateOrganizations = operatorOperation({
  name: 'tenancy.migrate',
  title: "Bring every organisation's database to this version",
  limits: [],
  input: z.strictObject({}),
  output: Walk,
  writes: true,
  run: async () => {
    const { migrated, current, quarantined } = await runtime().tenancy.migrateAll();
    return { migrated, current, quarantined: [...quarantined] };
  },
});
