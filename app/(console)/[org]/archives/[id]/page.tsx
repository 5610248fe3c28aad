import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { readArchive } from '#lib/privacy/archive/read-archive.ts';
import { ArchiveView } from '../../../../../components/console/archives/archive-view.tsx';
import { deleteArchiveAction, startArchiveAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Archive' };

interface ArchivePageProps {
  params: Promise<{ org: string; id: string }>;
}

export default async function ArchivePage({ params }: ArchivePageProps) {
  const { org, id } = await params;
  const [{ scopes }, current] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(readArchive, { id }, { orgSlug: org }),
  ]);
  const canWrite = scopes.includes('exports:write');
  return (
    <ArchiveView
      org={org}
      current={current}
      actions={canWrite ? { start: startArchiveAction, remove: deleteArchiveAction } : undefined}
    />
  );
}
