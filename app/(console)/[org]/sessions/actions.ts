'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { endMyOtherSessions } from '#lib/identity/sign-in/end-other-sessions.ts';
import { endMySession } from '#lib/identity/sign-in/end-session.ts';
import { signOutEverywhere } from '#lib/identity/sign-in/sign-out.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

export const endSessionAction = serverAction(endMySession, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Session ended.' }),
});

export const endOtherSessionsAction = serverAction(endMyOtherSessions, {
  from: () => ({}),
  done: ({ ended }): FormState => ({
    status: 'done',
    message: ended === 1 ? '1 other session ended.' : `${ended} other sessions ended.`,
  }),
});

export const signOutEverywhereAction = serverAction(signOutEverywhere, {
  from: () => ({}),
  done: () => '/sign-in',
});
