import type { Metadata } from 'next';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { dryRunImport } from '#lib/crm/import/dry-run-import.ts';
import { previewImport } from '#lib/crm/import/preview-import.ts';
import { readImport } from '#lib/crm/import/read-import.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { isCheckStep } from '../../../../../components/console/imports/import-paths.ts';
import { ImportView } from '../../../../../components/console/imports/import-view.tsx';
import type { PageQuery } from '../../../../../components/tables/query-string.ts';
import { peopleOf } from '../../people.ts';
import { cancelImportAction, commitImportAction, mapImportAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Import' };

interface ImportPageProps {
  params: Promise<{ org: string; id: string }>;
  searchParams: Promise<PageQuery>;
}

export default async function ImportPage({ params, searchParams }: ImportPageProps) {
  const [{ org, id }, query] = await Promise.all([params, searchParams]);
  const [caller, current] = await Promise.all([
    pageCall(readCaller, {}, { orgSlug: org }),
    pageCall(readImport, { id }, { orgSlug: org }),
  ]);
  const canWrite = caller.scopes.includes('contacts:write');
  const undecided = canWrite && current.state === 'ready';
  const [preview, dryRun, people] = await Promise.all([
    undecided ? pageCall(previewImport, { id }, { orgSlug: org }) : null,
    undecided && isCheckStep(query) ? pageCall(dryRunImport, { id }, { orgSlug: org }) : null,
    peopleOf(org, caller.scopes),
  ]);
  return (
    <ImportView
      org={org}
      current={current}
      preview={preview}
      dryRun={dryRun}
      createdByName={people[current.createdBy]}
      actions={canWrite ? { map: mapImportAction, commit: commitImportAction, cancel: cancelImportAction } : undefined}
    />
  );
}
