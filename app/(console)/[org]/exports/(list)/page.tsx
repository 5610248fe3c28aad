import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall, readConfirmHref } from '#lib/http/page-door.ts';
import { listExports } from '#lib/privacy/export/list-exports.ts';
import { exportsAtOnceMax, ListExports } from '#lib/privacy/export/schema.ts';
import { ExportsView } from '../../../../../components/console/exports/exports-view.tsx';
import type { PageQuery } from '../../../../../components/tables/query-string.ts';
import { listQuery } from '../../list-query.ts';
import { peopleOf } from '../../people.ts';
import { cancelExportAction, createExportAction, deleteExportAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Exports' };

const pageSize = 50;

interface ExportsPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ExportsPage({ params, searchParams }: ExportsPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const caller = await pageCall(readCaller, {}, { orgSlug: org });
  const [page, people, signInHref] = await Promise.all([
    pageCall(listExports, { ...listQuery(ListExports, query), limit: pageSize }, { orgSlug: org }),
    peopleOf(org, caller.scopes),
    readConfirmHref(),
  ]);
  const mayWrite = caller.scopes.includes('exports:write');
  return (
    <ExportsView
      org={org}
      page={page}
      query={query}
      pageSize={pageSize}
      atOnceMax={exportsAtOnceMax}
      people={people}
      actions={
        mayWrite ? { create: createExportAction, cancel: cancelExportAction, remove: deleteExportAction } : undefined
      }
      signInHref={signInHref}
    />
  );
}
