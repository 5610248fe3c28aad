'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { acceptMessage } from '#lib/storefronts/message/accept-message.ts';
import { dismissMessage } from '#lib/storefronts/message/dismiss-message.ts';
import type { FormState } from '../../../../../components/forms/form-state.ts';

export const acceptMessageAction = serverAction(acceptMessage, {
  from: (form) => ({ id: form.get('id') }),
  done: ({ contactAdded }): FormState => ({
    status: 'done',
    message: contactAdded ? 'Message accepted. A contact was made.' : 'Message accepted. It stands with the contact.',
  }),
});

export const dismissMessageAction = serverAction(dismissMessage, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Message dismissed.' }),
});
