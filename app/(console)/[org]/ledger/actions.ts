'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { readCheckpoint } from '#lib/ledger/read-checkpoint.ts';
import { rotateKey } from '#lib/ledger/rotate-key.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { orgPath } from '../org-path.ts';

export const signNowAction = serverAction(readCheckpoint, {
  from: () => ({}),
  // Back to the first page of the list, where the new head stands.
  done: (_checkpoint, form) => orgPath(form, 'ledger'),
});

export const rotateLedgerKeyAction = serverAction(rotateKey, {
  from: () => ({}),
  done: ({ version }): FormState => ({ status: 'done', message: `Key ${version} signs from now on.` }),
});
