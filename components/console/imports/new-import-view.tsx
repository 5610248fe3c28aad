import { importBytesMax, importRowsMax } from '#lib/crm/import/schema.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { consolePaths } from '../paths.ts';
import { ImportSteps } from './import-steps.tsx';
import { UploadForm } from './upload-form.tsx';

export interface NewImportViewProps {
  /** The organisation's slug. */
  org: string;
}

/** The first step of an import: the file. */
export function NewImportView({ org }: NewImportViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Imports', href: consolePaths.imports(org) }, { label: 'New import' }]}
        title="Import contacts"
        description="From HubSpot, Pipedrive, Salesforce, Google, a spreadsheet, or anything else that writes CSV."
      />
      <ImportSteps current="Upload" />
      <UploadForm org={org} bytesMax={importBytesMax} rowsMax={importRowsMax} />
    </div>
  );
}
