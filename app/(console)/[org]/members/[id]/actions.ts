'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { resetMemberFactors } from '#lib/identity/factors/reset-factors.ts';
import type { FormState } from '../../../../../components/forms/form-state.ts';

export const resetFactorsAction = serverAction(resetMemberFactors, {
  from: (form) => ({ id: form.get('id') }),
  done: ({ email }): FormState => ({ status: 'done', message: `${email} signs in by mail alone now, and was told.` }),
});
