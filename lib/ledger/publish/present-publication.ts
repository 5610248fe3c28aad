import type { z } from 'zod';
import type { WitnessRow } from '../witness/witness-store.ts';
import type { PublicationRow } from './publication-store.ts';
import { checkpointMails, type LedgerPublication } from './schema.ts';

export function presentPublication(
  row: PublicationRow,
  witnesses: readonly WitnessRow[],
  folder: boolean,
): z.output<typeof LedgerPublication> {
  const { mailedSize, mailedAt, webhookSize } = row;
  const mail = checkpointMails.find((word) => word === row.mail) ?? 'off';
  return {
    ...{ mail, webhook: row.webhook === 'on', mailedSize, mailedAt, webhookSize, folder },
    witnesses: witnesses.map(({ vkey, url, size, failingSince }) => ({ vkey, url, size, failingSince })),
  };
}
