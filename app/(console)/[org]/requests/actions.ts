'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { assignRequest } from '#lib/privacy/requests/assign-request.ts';
import { extendRequest } from '#lib/privacy/requests/extend-request.ts';
import { fulfilRequest } from '#lib/privacy/requests/fulfil-request.ts';
import { linkRequest } from '#lib/privacy/requests/link-request.ts';
import { refuseRequest } from '#lib/privacy/requests/refuse-request.ts';
import { resendAnswer } from '#lib/privacy/requests/resend-answer.ts';
import { revokeAnswer } from '#lib/privacy/requests/revoke-answer.ts';
import { withdrawRequest } from '#lib/privacy/requests/withdraw-request.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

const seen = (form: FormData) => ({ id: form.get('id'), version: form.get('version') ?? undefined });

export const fulfilRequestAction = serverAction(fulfilRequest, {
  from: (form) => ({ ...seen(form), answer: form.get('answer'), carryOut: form.get('carryOut') === 'true' }),
  done: (): FormState => ({ status: 'done', message: 'Fulfilled. The answer is on its way.' }),
});

export const refuseRequestAction = serverAction(refuseRequest, {
  from: (form) => ({ ...seen(form), reason: form.get('reason') }),
  done: (): FormState => ({ status: 'done', message: 'Refused. The reason is on its way.' }),
});

export const extendRequestAction = serverAction(extendRequest, {
  from: (form) => ({ ...seen(form), reason: form.get('reason') }),
  done: (): FormState => ({ status: 'done', message: 'Extended. The person is told by mail.' }),
});

export const withdrawRequestAction = serverAction(withdrawRequest, {
  from: (form) => seen(form),
  done: (): FormState => ({ status: 'done', message: 'Closed as withdrawn.' }),
});

export const assignRequestAction = serverAction(assignRequest, {
  from: (form) => ({ id: form.get('id'), userId: form.get('userId') || null }),
  done: (): FormState => ({ status: 'done', message: 'Saved.' }),
});

export const linkRequestAction = serverAction(linkRequest, {
  from: (form) => ({ id: form.get('id'), contactId: form.get('contactId') || null }),
  done: (): FormState => ({ status: 'done' }),
});

export const resendAnswerAction = serverAction(resendAnswer, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'On its way again, with a new link.' }),
});

export const revokeAnswerAction = serverAction(revokeAnswer, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'The link opens nothing any more.' }),
});
