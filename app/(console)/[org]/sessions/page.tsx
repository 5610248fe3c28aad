import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { listSessions } from '#lib/identity/sign-in/list-sessions.ts';
import { SessionsView } from '../../../../components/console/sessions/sessions-view.tsx';
import { endOtherSessionsAction, endSessionAction, signOutEverywhereAction } from './actions.ts';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const { data } = await pageCall(listSessions, {});
  return (
    <SessionsView
      sessions={data}
      endAction={endSessionAction}
      endOthersAction={endOtherSessionsAction}
      signOutEverywhereAction={signOutEverywhereAction}
    />
  );
}
