import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { readErasure } from '#lib/privacy/persons/list-erasures.ts';
import { readPerson } from '#lib/privacy/persons/read-person.ts';
import { ErasedPersonView } from '../../../../../components/console/people/erased-person-view.tsx';
import { PersonView } from '../../../../../components/console/people/person-view.tsx';
import { erasePersonAction, exportPersonAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Everything about a person' };

interface PersonPageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function PersonPage({ params }: PersonPageProps) {
  const { org, id: segment } = await params;
  const id = decoded(segment);
  const inOrg = { orgSlug: org };
  // An erasure has an address where the person had one.
  if (id.startsWith('pre_')) {
    return <ErasedPersonView org={org} erasure={await pageCall(readErasure, { id }, inOrg)} />;
  }
  const [person, { scopes }] = await Promise.all([
    pageCall(readPerson, { id }, inOrg),
    pageCall(readCaller, {}, inOrg),
  ]);
  return (
    <PersonView
      org={org}
      person={person}
      actions={
        scopes.includes('persons:write') ? { exportPerson: exportPersonAction, erase: erasePersonAction } : undefined
      }
    />
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
