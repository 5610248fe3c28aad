import type { z } from 'zod';
import type { InteractionPage } from '#lib/interactions/schema.ts';

/** How many interactions a contact's page shows, and how many more each time. */
export const interactionsShown = 10;

/** The next interactions of a contact, asked of the API with the reader's own session. Null when that fails. */
export async function readInteractions(place: {
  readonly contactId: string;
  readonly cursor: string;
}): Promise<z.output<typeof InteractionPage> | null> {
  const query = new URLSearchParams({ ...place, limit: String(interactionsShown) });
  try {
    const answer = await fetch(`/api/v1/interactions?${query}`, { headers: { accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as z.output<typeof InteractionPage>) : null;
  } catch {
    return null;
  }
}
