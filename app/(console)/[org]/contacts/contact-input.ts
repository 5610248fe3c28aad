import { contactTextFields } from '#lib/crm/contacts/schema.ts';
import { givenTexts, textOf } from '../form-text.ts';

/** What the contact form sends, as the operation takes it. */
export function contactFields(form: FormData) {
  const lines = textOf(form, 'customFields').split('\n');
  return {
    ...givenTexts(form, contactTextFields),
    tags: textOf(form, 'tags')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    customFields: Object.fromEntries(
      lines
        .map((line) => line.split(/:(.*)/s).map((part) => part.trim()))
        .filter(([name]) => name)
        .map(([name = '', value = '']) => [name, value]),
    ),
  };
}

/** A change: custom fields that stood in the form before and do no more are removed. */
export function contactChange(form: FormData) {
  const { customFields, ...fields } = contactFields(form);
  const before = textOf(form, 'customFieldNames').split('\n').filter(Boolean);
  const removed = Object.fromEntries(before.filter((name) => !(name in customFields)).map((name) => [name, null]));
  return {
    id: textOf(form, 'id'),
    version: textOf(form, 'version'),
    ...fields,
    customFields: { ...removed, ...customFields },
  };
}
