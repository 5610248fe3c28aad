import { operation } from '../../access/operation.ts';
import { processingActivities } from '../processing.ts';
import { effectiveDays } from '../retention/override-store.ts';
import { inventoryEntries } from './inventory.ts';
import { Inventory, ReadInventory } from './schema.ts';

/** The record of processing activities (Article 30 GDPR), with the days that this organisation keeps things. CLAIMS G8. */
export const readInventory = operation({
  name: 'inventory.read',
  title: 'Read the inventory of personal data',
  description:
    'Every column and every other place that data is kept in: for what, on which legal basis, whose it is, how long it stays here, and who gets to see it.',
  http: 'GET /inventory',
  permission: 'retention:read',
  feature: undefined,
  limits: ['api.general'],
  input: ReadInventory,
  output: Inventory,
  writes: false,
  run: async (ctx) => {
    const entries = inventoryEntries(await effectiveDays(ctx.db));
    return {
      data: Object.entries(processingActivities).map(([activity, { title, purpose, basis, recipients }]) => ({
        ...{ activity, title, purpose, basis, recipients },
        entries: entries.filter((entry) => entry.activity === activity).map(({ activity: _activity, ...rest }) => rest),
      })),
    };
  },
});
