'use server';

import { deleteFile } from '#lib/files/delete-file.ts';
import { serverAction } from '#lib/http/action-door.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const deleteFileAction = serverAction(deleteFile, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'File deleted.' }),
});
