'use server';

import { serverAction } from '#lib/http/action-door.ts';
import { endMemberSession, endMemberSessions } from '#lib/identity/members/end-member-sessions.ts';
import type { FormState } from '../../../../../../components/forms/form-state.ts';

export const endMemberSessionAction = serverAction(endMemberSession, {
  from: (form) => ({ id: form.get('id'), sessionId: form.get('sessionId') }),
  done: (): FormState => ({ status: 'done', message: 'Session ended.' }),
});

export const endMemberSessionsAction = serverAction(endMemberSessions, {
  from: (form) => ({ id: form.get('id') }),
  done: ({ ended }): FormState => ({
    status: 'done',
    message: ended === 1 ? '1 session ended.' : `${ended} sessions ended.`,
  }),
});
