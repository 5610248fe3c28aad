import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { listFiles } from '#lib/files/list-files.ts';
import { filePlaces, ListFiles } from '#lib/files/schema.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { FilesView } from '../../../../components/console/files/files-view.tsx';
import type { PageQuery } from '../../../../components/tables/query-string.ts';
import { listQuery } from '../list-query.ts';
import { peopleOf } from '../people.ts';
import { deleteFileAction } from './actions.ts';

export const metadata: Metadata = { title: 'Files' };

const pageSize = 50;

interface FilesPageProps {
  params: Promise<{ org: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function FilesPage({ params, searchParams }: FilesPageProps) {
  const [{ org }, query] = await Promise.all([params, searchParams]);
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const filter = listQuery(ListFiles, query, { of: filePlaces });
  const [page, people] = await Promise.all([
    pageCall(listFiles, { ...filter, limit: pageSize }, inOrg),
    peopleOf(org, scopes),
  ]);
  return (
    <FilesView
      {...{ org, page, query, pageSize, people }}
      remove={scopes.includes('files:write') ? deleteFileAction : undefined}
    />
  );
}
