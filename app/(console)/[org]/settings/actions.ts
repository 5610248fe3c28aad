'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { renameOrganization } from '#lib/identity/organizations/rename-organization.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const renameAction = serverAction(renameOrganization, {
  from: (form) => ({ name: form.get('name') }),
  done: (): FormState => ({ status: 'done', message: 'Name saved.' }),
});
