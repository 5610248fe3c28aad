import { identifyingTargets, sharedTargets } from '#lib/crm/import/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { Callout } from '../../ui/callout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { consolePaths } from '../paths.ts';
import { CancelImportButton } from './cancel-import-button.tsx';
import { ColumnMapping } from './column-mapping.tsx';
import { ImportCheck } from './import-check.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportResult } from './import-result.tsx';
import { type ImportStep, ImportSteps } from './import-steps.tsx';
import {
  fileFacts,
  type ImportDryRunItem,
  type ImportItem,
  type ImportPreviewItem,
  ImportStateBadge,
} from './import-words.tsx';

export interface ImportActions {
  /** Form fields `org`, `id`, `targets` (one for each column, in order), `duplicates`; then goes on to `importCheckPath`. */
  map: FormAction;
  /** Form field `id`. */
  commit: FormAction;
  /** Form field `id`. */
  cancel: FormAction;
}

export interface ImportViewProps {
  /** The organisation's slug. */
  org: string;
  current: ImportItem;
  /** The first rows; needed while the import is ready and the reader may write. */
  preview: ImportPreviewItem | null;
  /** What the whole import would do; given (see `isCheckStep` in import-paths.ts), the check is shown, otherwise the columns. */
  dryRun: ImportDryRunItem | null;
  /** Who imported, as people call them. */
  createdByName?: string | undefined;
  /** Missing for readers who may not write. */
  actions?: ImportActions | undefined;
}

/** One import, in whatever state it is. */
export function ImportView(props: ImportViewProps) {
  const { org, current, actions } = props;
  const undecided = current.state === 'ready' || current.state === 'running';
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Imports', href: consolePaths.imports(org) }, { label: current.fileName }]}
        title={current.fileName}
        aside={<ImportStateBadge state={current.state} />}
        description={current.state === 'uploading' ? undefined : fileFacts(current)}
        actions={
          actions && undecided ? (
            <CancelImportButton id={current.id} action={actions.cancel} started={current.state === 'running'} />
          ) : null
        }
      />
      <ImportBody {...props} />
    </div>
  );
}

function ImportBody({ org, current, preview, dryRun, createdByName, actions }: ImportViewProps) {
  switch (current.state) {
    case 'uploading':
      return (
        <Callout tone="info" title="The file is still on its way">
          Nothing is imported before it is here and you have seen its rows. If the upload broke off, send the file
          again.
        </Callout>
      );
    case 'ready':
      if (actions === undefined || preview === null) {
        return (
          <Callout tone="info" title="Not started">
            Somebody with the right to write contacts can go on with this import.
          </Callout>
        );
      }
      return (
        <Stepped step={dryRun === null ? 'Columns' : 'Check'}>
          {dryRun === null ? (
            <ColumnMapping
              org={org}
              importId={current.id}
              columns={preview.columns}
              duplicates={current.duplicates}
              sharedTargets={[...sharedTargets]}
              identifyingTargets={[...identifyingTargets]}
              mapAction={actions.map}
            />
          ) : (
            <ImportCheck {...{ org, current, preview, dryRun }} commitAction={actions.commit} />
          )}
        </Stepped>
      );
    case 'running':
      return (
        <Stepped step="Import">
          <ImportProgress current={current} />
        </Stepped>
      );
    default:
      return <ImportResult {...{ org, current, createdByName }} canWrite={actions !== undefined} />;
  }
}

function Stepped({ step, children }: { step: ImportStep; children: React.ReactNode }) {
  return (
    <>
      <ImportSteps current={step} />
      {children}
    </>
  );
}
