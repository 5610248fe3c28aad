import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { findPersons } from '#lib/privacy/persons/find-persons.ts';
import { listErasures } from '#lib/privacy/persons/list-erasures.ts';
import { PeopleView } from '../../../../../components/console/people/people-view.tsx';
import { type PageQuery, queryValue } from '../../../../../components/tables/query-string.ts';

export const metadata: Metadata = { title: 'Find a person' };

interface PeoplePageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

const queryCharsMax = 200;

export default async function PeoplePage({ params, searchParams }: PeoplePageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const q = (queryValue(query, 'q') ?? '').trim().slice(0, queryCharsMax);
  const inOrg = { orgSlug: org };
  await pageCall(readCaller, {}, inOrg);
  const [found, erasures] = await Promise.all([
    q === '' ? null : pageCall(findPersons, { q }, inOrg),
    pageCall(listErasures, {}, inOrg),
  ]);
  return <PeopleView org={org} q={q} found={found} erasures={erasures.data} />;
}
