'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { updateFactorPolicy } from '#lib/identity/factors/factor-policy.ts';
import { renameOrganization } from '#lib/identity/organizations/rename-organization.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const renameAction = serverAction(renameOrganization, {
  from: (form) => ({ name: form.get('name') }),
  done: (): FormState => ({ status: 'done', message: 'Name saved.' }),
});

export const factorPolicyAction = serverAction(updateFactorPolicy, {
  from: (form) => ({ requiredOf: form.get('requiredOf'), graceDays: form.get('graceDays') }),
  done: (): FormState => ({ status: 'done', message: 'Saved who needs a second factor.' }),
});
