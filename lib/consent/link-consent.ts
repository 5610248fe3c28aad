import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { SqlWriter } from '../platform/db/types.ts';
import { consentTag, readConsentId } from './consent-id.ts';
import { linkConsents } from './consent-store.ts';

/**
 * Links the choices of one browser to a contact who says openly that they are theirs, inside the write that keeps what they
 * say. An id that stands for nothing here links nothing, and choices that are somebody's already stay theirs.
 * @returns the receipts of the write: none where nothing was linked.
 */
export async function linkConsent(
  tx: SqlWriter,
  { storefrontId, consentId, contactId }: LinkedConsent,
): Promise<readonly ReceiptDraft[]> {
  const id = readConsentId(consentId);
  if (id === null) return [];
  const linked = await linkConsents(tx, storefrontId, consentTag(id), contactId);
  return linked.map((subject) => ({ action: 'consent.linked', subject, detail: { contactId } }));
}

interface LinkedConsent {
  readonly storefrontId: string;
  /** As the form sent it. */
  readonly consentId: string;
  readonly contactId: string;
}
