import type { z } from 'zod';
import type { LedgerVerdict, OpenReceipt, Receipt, ReceiptPage } from '#lib/ledger/schema.ts';
import type { FormState } from '../../forms/form-state.ts';

export type ReceiptItem = z.output<typeof Receipt>;
export type ReceiptList = z.output<typeof ReceiptPage>;
export type OpenReceiptItem = z.output<typeof OpenReceipt>;
export type Verdict = z.output<typeof LedgerVerdict>;

/** What the action behind "Verify ledger" answers; `verdict` when done, also when the ledger does not hold. */
export interface VerifyState extends FormState {
  verdict?: Verdict | undefined;
  /** When it was checked, ISO 8601. */
  checkedAt?: string | undefined;
}
