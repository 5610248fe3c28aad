import type { Operation } from '../access/operation.ts';
import { listReceipts } from './list-receipts.ts';
import { readReceipt } from './read-receipt.ts';
import { verifyOwnLedger } from './verify-ledger.ts';

/** Reading and checking the ledger. Nothing writes to it but the writes of other operations. */
export const ledgerOperations: readonly Operation[] = [listReceipts, readReceipt, verifyOwnLedger];
