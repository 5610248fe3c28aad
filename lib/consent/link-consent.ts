import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { SqlWriter } from '../platform/db/types.ts';
import { consentTag, readConsentId } from './consent-id.ts';
import { linkConsents } from './consent-store.ts';

/** What is kept of a consent id until its choices can be linked; null for what cannot be one. It opens nothing. */
export function linkTagOf(consentId: string): string | null {
  const id = readConsentId(consentId);
  return id === null ? null : consentTag(id);
}

/**
 * Links the choices of one browser to a contact who says openly that they are theirs, inside the write that keeps what they
 * say. An id that stands for nothing here links nothing, and choices that are somebody's already stay theirs.
 * @returns the receipts of the write: none where nothing was linked.
 */
export async function linkConsent(
  tx: SqlWriter,
  { storefrontId, tag, contactId }: LinkedConsent,
): Promise<readonly ReceiptDraft[]> {
  if (tag === null) return [];
  const linked = await linkConsents(tx, storefrontId, tag, contactId);
  return linked.map((subject) => ({ action: 'consent.linked', subject, detail: { contactId } }));
}

interface LinkedConsent {
  readonly storefrontId: string;
  /** {@link linkTagOf} what the form sent. */
  readonly tag: string | null;
  readonly contactId: string;
}
