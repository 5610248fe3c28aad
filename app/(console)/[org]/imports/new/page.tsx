import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { NewImportView } from '../../../../../components/console/imports/new-import-view.tsx';

export const metadata: Metadata = { title: 'Import contacts' };

interface NewImportPageProps {
  params: Promise<{ org: string }>;
}

/** Whoever may not import is told so by the upload itself. */
export default async function NewImportPage({ params }: NewImportPageProps) {
  const { org } = await params;
  await pageCall(readCaller, {}, { orgSlug: org });
  return <NewImportView org={org} />;
}
