import { textOf, textOrNull } from '../form-text.ts';

/** What the activity form sends, as the operation takes it. */
export function activityFields(form: FormData) {
  return {
    kind: textOf(form, 'kind'),
    subject: textOf(form, 'subject'),
    body: textOrNull(form, 'body'),
    dueAt: textOrNull(form, 'dueAt'),
    ...(form.has('contactId') ? { contactId: textOrNull(form, 'contactId') } : {}),
    ...(form.has('dealId') ? { dealId: textOrNull(form, 'dealId') } : {}),
  };
}

export function activityChange(form: FormData) {
  return { id: textOf(form, 'id'), version: textOf(form, 'version'), ...activityFields(form) };
}

/** The tick in the list: done now, or not done after all. */
export function doneChange(form: FormData, now: Date) {
  return {
    id: textOf(form, 'id'),
    version: textOf(form, 'version'),
    doneAt: textOf(form, 'done') === 'true' ? now.toISOString() : null,
  };
}
