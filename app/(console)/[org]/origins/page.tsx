import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listOrigins } from '#lib/origins/list-origins.ts';
import { originsMax } from '#lib/origins/schema.ts';
import { OriginsView } from '../../../../components/console/origins/origins-view.tsx';
import { peopleOf } from '../people.ts';
import { planRefusalOf } from '../plan-refusal.ts';
import { allowOriginAction, removeOriginAction } from './actions.ts';

export const metadata: Metadata = { title: 'Allowed origins' };

interface OriginsPageProps {
  params: Promise<{ org: string }>;
}

export default async function OriginsPage({ params }: OriginsPageProps) {
  const { org } = await params;
  const caller = await pageCall(readCaller, {}, { orgSlug: org });
  const [origins, people] = await Promise.all([
    pageCall(listOrigins, { limit: 100 }, { orgSlug: org }),
    peopleOf(org, caller.scopes),
  ]);
  const mayWrite = caller.scopes.includes('origins:write');
  const writeRefusal = mayWrite ? undefined : 'Only owners and admins decide about origins.';
  const planRefusal = planRefusalOf(caller.organization.plan, 'api_access');
  return (
    <OriginsView
      origins={origins.data}
      originsMax={originsMax}
      people={people}
      allowAction={allowOriginAction}
      removeAction={removeOriginAction}
      allowRefusal={writeRefusal ?? planRefusal}
      removeRefusal={writeRefusal}
    />
  );
}
