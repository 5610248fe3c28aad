'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { cancelExport } from '#lib/privacy/export/cancel-export.ts';
import { createExport } from '#lib/privacy/export/create-export.ts';
import { deleteExport } from '#lib/privacy/export/delete-export.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const createExportAction = serverAction(createExport, {
  from: (form) => ({
    csv: form.get('csv') === 'on',
    files: form.get('files') === 'on',
    byteOrderMark: form.get('byteOrderMark') === 'on',
  }),
  done: (): FormState => ({ status: 'done', message: 'The export is being made.' }),
});

export const cancelExportAction = serverAction(cancelExport, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'The export was cancelled.' }),
});

export const deleteExportAction = serverAction(deleteExport, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'The export was deleted.' }),
});
