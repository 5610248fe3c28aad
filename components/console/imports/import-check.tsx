import { ArrowLeft } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { Card } from '../../ui/card.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { consolePaths } from '../paths.ts';
import { CommitImportForm } from './commit-import-form.tsx';
import { counted, type ImportDryRunItem, type ImportItem, type ImportPreviewItem } from './import-words.tsx';
import { PreviewTable } from './preview-table.tsx';
import { RowCounts } from './row-counts.tsx';

export interface ImportCheckProps {
  /** The organisation's slug. */
  org: string;
  current: ImportItem;
  preview: ImportPreviewItem;
  dryRun: ImportDryRunItem;
  commitAction: FormAction;
}

/** What the import would do, row by row, before it does anything. */
export function ImportCheck({ org, current, preview, dryRun, commitAction }: ImportCheckProps) {
  return (
    <div className="grid gap-6">
      <Card
        title="What would happen"
        description={`A dry run over ${dryRun.rowsTotal === 1 ? 'the one row' : `all ${dryRun.rowsTotal.toLocaleString('en-US')} rows`}. Nothing has been written yet.`}
      >
        <RowCounts
          tense="future"
          created={dryRun.rowsCreated}
          updated={dryRun.rowsUpdated}
          skipped={dryRun.rowsSkipped}
          rejected={dryRun.rowsRejected}
        />
      </Card>
      {dryRun.problems.length > 0 ? <Problems problems={dryRun.problems} /> : null}
      <Card
        flush
        title={preview.rows.length < dryRun.rowsTotal ? `The first ${preview.rows.length} rows` : 'The rows'}
        description="As they would be imported. Columns that go nowhere are left out."
      >
        <PreviewTable preview={preview} />
      </Card>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <LinkButton href={consolePaths.import(org, current.id)}>
          <ArrowLeft aria-hidden="true" /> Columns
        </LinkButton>
        <CommitImportForm id={current.id} rows={dryRun.rowsCreated + dryRun.rowsUpdated} action={commitAction} />
      </div>
    </div>
  );
}

const problemsShown = 12;

function Problems({ problems }: { problems: ImportDryRunItem['problems'] }) {
  const hidden = problems.length - problemsShown;
  return (
    <Card
      flush
      title="Why rows would be rejected"
      description="Rejected rows are not imported. Afterwards you can download them with their problems, correct them, and import that file."
    >
      <ul aria-label="Problems">
        {problems.slice(0, problemsShown).map((problem) => (
          <li
            key={`${problem.column} ${problem.message}`}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 border-b border-line px-4 py-2.5 text-sm last:border-0 sm:px-5"
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {problem.header === null ? null : <span className="font-medium text-ink">{problem.header}: </span>}
              <span className="text-ink-2">{problem.message}</span>
            </span>
            <span className="text-xs text-ink-3 tabular-nums">
              {counted(problem.rows, 'row', 'rows')}
              {problem.rows === 1 ? ': ' : ', first '}
              row {problem.firstRow.toLocaleString('en-US')}
            </span>
          </li>
        ))}
        {hidden > 0 ? (
          <li className="px-4 py-2.5 text-sm text-ink-3 sm:px-5">
            And {counted(hidden, 'other problem', 'other problems')}
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
