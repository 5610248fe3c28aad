import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall, readConfirmHref } from '#lib/http/page-door.ts';
import { listArchives } from '#lib/privacy/archive/list-archives.ts';
import { listLedgerHistories } from '#lib/privacy/archive/list-histories.ts';
import { ArchivesView } from '../../../../../components/console/archives/archives-view.tsx';

export const metadata: Metadata = { title: 'Archives' };

interface ArchivesPageProps {
  params: Promise<{ org: string }>;
}

export default async function ArchivesPage({ params }: ArchivesPageProps) {
  const { org } = await params;
  const [{ scopes }, archives, histories, confirmHref] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(listArchives, {}, { orgSlug: org }),
    pageCall(listLedgerHistories, {}, { orgSlug: org }),
    readConfirmHref(),
  ]);
  return (
    <ArchivesView
      org={org}
      archives={archives.data}
      histories={histories.data}
      canWrite={scopes.includes('exports:write')}
      confirmHref={confirmHref}
    />
  );
}
