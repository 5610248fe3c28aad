import type { z } from 'zod';
import type { PublicationRow } from './publication-store.ts';
import { checkpointMails, type LedgerPublication } from './schema.ts';

export function presentPublication(row: PublicationRow, folder: boolean): z.output<typeof LedgerPublication> {
  const { mailedSize, mailedAt, webhookSize } = row;
  const mail = checkpointMails.find((word) => word === row.mail) ?? 'off';
  return { mail, webhook: row.webhook === 'on', mailedSize, mailedAt, webhookSize, folder };
}
