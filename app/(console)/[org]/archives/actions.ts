'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { deleteArchive } from '#lib/privacy/archive/delete-archive.ts';
import { startArchive } from '#lib/privacy/archive/start-archive.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { orgPath } from '../org-path.ts';

export const startArchiveAction = serverAction(startArchive, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'The archive is being taken in.' }),
});

export const deleteArchiveAction = serverAction(deleteArchive, {
  from: (form) => ({ id: form.get('id') }),
  done: (_, form) => orgPath(form, 'archives'),
});
