'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { approveErasure } from '#lib/privacy/erasure/approve-erasure.ts';
import { cancelErasure } from '#lib/privacy/erasure/cancel-erasure.ts';
import { proposeErasure } from '#lib/privacy/erasure/propose-erasure.ts';
import { updateErasureSettings } from '#lib/privacy/erasure/update-settings.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { afterDecision } from './after-decision.ts';

export const proposeErasureAction = serverAction(proposeErasure, {
  from: (form) => ({ confirm: form.get('confirmation') }),
  done: afterDecision,
});

export const approveErasureAction = serverAction(approveErasure, {
  from: (form) => ({ confirm: form.get('confirmation') }),
  done: afterDecision,
});

export const cancelErasureAction = serverAction(cancelErasure, {
  from: () => ({}),
  done: (): FormState => ({ status: 'done', message: 'Called off. Nothing was erased.' }),
});

export const erasureSettingsAction = serverAction(updateErasureSettings, {
  from: (form) => ({ coolingOffDays: form.get('coolingOffDays'), secondApproval: form.get('secondApproval') }),
  done: (): FormState => ({ status: 'done', message: 'Saved.' }),
});
