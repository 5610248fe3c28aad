'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { createShare } from '#lib/ledger/share/create-share.ts';
import { verifyOwnLedger } from '#lib/ledger/verify-ledger.ts';
import type { VerifyState } from '../../../../components/console/receipts/receipt-types.ts';
import type { CreateShareState } from '../../../../components/console/shares/share-types.ts';
import { shareInput } from './share-input.ts';

export const verifyLedgerAction = serverAction(verifyOwnLedger, {
  from: (form) => ({
    expectedSeq: form.get('expectedSeq') || undefined,
    expectedHash: form.get('expectedHash') || undefined,
  }),
  done: (verdict): VerifyState => ({ status: 'done', verdict, checkedAt: new Date().toISOString() }),
});

export const shareReceiptsAction = serverAction(createShare, {
  from: (form) => shareInput(form, new Date()),
  done: (created): CreateShareState => ({ status: 'done', created }),
});
