'use server';

import { cancelImport } from '#lib/crm/import/cancel-import.ts';
import { commitImport } from '#lib/crm/import/commit-import.ts';
import { mapImport } from '#lib/crm/import/map-import.ts';
import { serverAction } from '#lib/http/action-door.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { orgPath } from '../org-path.ts';

export const mapImportAction = serverAction(mapImport, {
  from: (form) => ({ id: form.get('id'), targets: form.getAll('targets'), duplicates: form.get('duplicates') }),
  done: ({ id }, form) => orgPath(form, `imports/${id}?step=check`),
});

export const commitImportAction = serverAction(commitImport, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'The import has started.' }),
});

export const cancelImportAction = serverAction(cancelImport, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'The import was cancelled.' }),
});
