'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { createOrigin } from '#lib/origins/create-origin.ts';
import { deleteOrigin } from '#lib/origins/delete-origin.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const allowOriginAction = serverAction(createOrigin, {
  from: (form) => ({ origin: form.get('origin') }),
  done: ({ origin }): FormState => ({ status: 'done', message: `${origin} is allowed.` }),
});

export const removeOriginAction = serverAction(deleteOrigin, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Origin removed. Its pages are refused from now on.' }),
});
