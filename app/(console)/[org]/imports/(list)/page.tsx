import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listImports } from '#lib/crm/import/list-imports.ts';
import { ListImports } from '#lib/crm/import/schema.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { ImportsView } from '../../../../../components/console/imports/imports-view.tsx';
import type { PageQuery } from '../../../../../components/tables/query-string.ts';
import { listQuery } from '../../list-query.ts';
import { peopleOf } from '../../people.ts';

export const metadata: Metadata = { title: 'Imports' };

const pageSize = 50;

interface ImportsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ImportsPage({ params, searchParams }: ImportsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const caller = await pageCall(readCaller, {}, { orgSlug: org });
  const [page, people] = await Promise.all([
    pageCall(listImports, { ...listQuery(ListImports, query), limit: pageSize }, { orgSlug: org }),
    peopleOf(org, caller.scopes),
  ]);
  return (
    <ImportsView
      org={org}
      page={page}
      query={query}
      pageSize={pageSize}
      people={people}
      canWrite={caller.scopes.includes('contacts:write')}
      seesArchives={caller.scopes.includes('exports:read')}
    />
  );
}
