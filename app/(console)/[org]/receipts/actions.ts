'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import type { VerifyState } from '../../../../components/console/receipts/receipt-types.ts';

export const verifyLedgerAction = serverAction(verifyOwnLedger, {
  from: (form) => ({
    expectedSeq: form.get('expectedSeq') || undefined,
    expectedHash: form.get('expectedHash') || undefined,
  }),
  done: (verdict): VerifyState => ({ status: 'done', verdict, checkedAt: new Date().toISOString() }),
});
