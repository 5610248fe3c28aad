import type { SqlReader } from '../../platform/db/types.ts';
import { effectiveDays } from './override-store.ts';

/** How many days the organisation keeps what visitors leave with it: for pages that tell them. */
export async function keptOfVisitors(db: SqlReader): Promise<{ readonly messages: number; readonly choices: number }> {
  const { interactions, consents } = await effectiveDays(db);
  return { messages: interactions, choices: consents };
}
