import type { Metadata } from 'next';
import { keyScopes, permissions } from '#lib/access/permissions.ts';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listClients } from '#lib/identity/oauth/list-clients.ts';
import { listGrants, listMyGrants } from '#lib/identity/oauth/list-grants.ts';
import { ConnectedAppsView } from '../../../../components/console/programs/connected-apps-view.tsx';
import { planRefusalOf } from '../plan-refusal.ts';
import { endMyProgramAction, endProgramAction, registerProgramAction, removeProgramAction } from './actions.ts';

export const metadata: Metadata = { title: 'Connected apps' };

interface ConnectedAppsPageProps {
  params: Promise<{ org: string }>;
}

export default async function ConnectedAppsPage({ params }: ConnectedAppsPageProps) {
  const { org } = await params;
  const caller = await pageCall(readCaller, {}, { orgSlug: org });
  const maySee = caller.scopes.includes('oauthClients:read');
  const mayWrite = caller.scopes.includes('oauthClients:write');
  const [mine, all, programs] = await Promise.all([
    pageCall(listMyGrants, {}),
    maySee ? pageCall(listGrants, { limit: 100 }, { orgSlug: org }) : { data: [] },
    maySee ? pageCall(listClients, { limit: 100 }, { orgSlug: org }) : { data: [] },
  ]);
  const writeRefusal = mayWrite ? undefined : 'Only owners decide about programs.';
  return (
    <ConnectedAppsView
      mine={mine.data}
      endMineAction={endMyProgramAction}
      organization={
        maySee
          ? {
              grants: all.data.filter(({ user }) => user.id !== caller.user?.id),
              programs: programs.data,
              scopes: keyScopes.map((name) => ({ scope: name, title: permissions[name] })),
              registerAction: registerProgramAction,
              removeAction: removeProgramAction,
              endAction: endProgramAction,
              registerRefusal: writeRefusal ?? planRefusalOf(caller.organization.plan, 'api_access'),
              writeRefusal,
            }
          : null
      }
    />
  );
}
