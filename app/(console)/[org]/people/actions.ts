'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { erasePerson } from '#lib/privacy/persons/erase-person.ts';
import { exportPerson } from '#lib/privacy/persons/export-person.ts';
import { orgPath } from '../org-path.ts';

export const exportPersonAction = serverAction(exportPerson, {
  from: (form) => ({ id: form.get('id') }),
  done: (_output, form) => orgPath(form, 'exports'),
});

export const erasePersonAction = serverAction(erasePerson, {
  from: (form) => ({ id: form.get('id'), confirm: form.get('confirmation'), deals: form.get('deals') ?? 'keep' }),
  done: ({ id }, form) => orgPath(form, `people/${id}`),
});
