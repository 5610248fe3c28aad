import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { ConsentLanguage, ConsentMethod } from './categories.ts';

/** What proves a choice: what was asked, what was chosen, how, in which language and when. Nothing of who chose. */
export interface ConsentFacts {
  readonly storefront: string;
  readonly policy: string;
  readonly choices: Readonly<Record<string, boolean>>;
  readonly method: ConsentMethod;
  readonly language: ConsentLanguage;
  readonly at: string;
}

/** The receipt of a choice. CLAIMS G10. */
export function consentReceipt(id: string, facts: ConsentFacts): ReceiptDraft {
  return { action: 'consent.recorded', subject: id, detail: { ...facts } };
}
