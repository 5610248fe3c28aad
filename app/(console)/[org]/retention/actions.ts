'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { placeHold } from '#lib/privacy/holds/place-hold.ts';
import { releaseHold } from '#lib/privacy/holds/release-hold.ts';
import { previewRetention } from '#lib/privacy/retention/preview-cut.ts';
import { runRetention } from '#lib/privacy/retention/run-cut.ts';
import { updateRetention } from '#lib/privacy/retention/update-rule.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { textOf } from '../form-text.ts';

export const updateRetentionAction = serverAction(updateRetention, {
  from: (form) => {
    const days = textOf(form, 'days').trim();
    return { rule: form.get('rule'), days: days === '' ? null : Number(days) };
  },
  done: ({ days }): FormState => ({ status: 'done', message: `Kept for ${days} days from the next run on.` }),
});

export const countRetentionAction = serverAction(previewRetention, {
  from: (form) => {
    const days = textOf(form, 'days').trim();
    return { rule: form.get('rule'), ...(days === '' ? {} : { days }) };
  },
  done: ({ total }): FormState => ({
    status: 'done',
    message: total === 0 ? 'Nothing would go.' : `${total.toLocaleString('en')} would go with the next run.`,
  }),
});

export const runRetentionAction = serverAction(runRetention, {
  from: () => ({}),
  done: ({ total, done }): FormState => ({
    status: 'done',
    message: `${total.toLocaleString('en')} removed${done ? '' : '; the rest goes in the background'}.`,
  }),
});

export const placeHoldAction = serverAction(placeHold, {
  from: (form) => ({
    reason: form.get('reason'),
    ...(form.has('contactId') ? { contactId: form.get('contactId') } : {}),
  }),
  done: (): FormState => ({ status: 'done', message: 'Held. Nothing of it is erased until the hold is ended.' }),
});

export const releaseHoldAction = serverAction(releaseHold, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'The hold has ended.' }),
});
