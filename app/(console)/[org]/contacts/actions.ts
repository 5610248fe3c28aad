'use server';

import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { deleteContact } from '#lib/crm/contacts/delete-contact.ts';
import { updateContact } from '#lib/crm/contacts/update-contact.ts';
import { serverAction } from '#lib/http/action-door.ts';
import { orgPath } from '../org-path.ts';
import { contactChange, contactFields } from './contact-input.ts';

export const createContactAction = serverAction(createContact, {
  from: (form) => contactFields(form),
  done: ({ id }, form) => orgPath(form, `contacts/${id}`),
});

export const updateContactAction = serverAction(updateContact, {
  from: (form) => contactChange(form),
  done: ({ id }, form) => orgPath(form, `contacts/${id}`),
});

export const deleteContactAction = serverAction(deleteContact, {
  from: (form) => ({ id: form.get('id') }),
  done: (_output, form) => orgPath(form, 'contacts'),
});
