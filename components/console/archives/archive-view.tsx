import type { ArchiveAnswer } from '#lib/privacy/archive/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { consolePaths } from '../paths.ts';
import { ArchiveProgress } from './archive-progress.tsx';
import { ArchiveReportCards, ProblemsCard } from './archive-report.tsx';
import { ArchiveStateBadge, inFigures } from './archive-words.tsx';

export interface ArchiveActions {
  /** Form field `id`. */
  start: FormAction;
  /** Form fields `org` and `id`; leads to the list. */
  remove: FormAction;
}

export interface ArchiveViewProps {
  /** The organisation's slug. */
  org: string;
  current: ArchiveAnswer;
  /** Missing for readers who may not take archives in. */
  actions?: ArchiveActions | undefined;
}

/** One archive, in whatever state it is. */
export function ArchiveView({ org, current, actions }: ArchiveViewProps) {
  const { id, state, fileName, fileBytes } = current;
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Archives', href: consolePaths.archives(org) }, { label: fileName }]}
        title={fileName}
        aside={<ArchiveStateBadge state={state} />}
        description={state === 'uploading' ? undefined : formatBytes(fileBytes)}
        actions={
          actions === undefined ? null : (
            <>
              {state === 'running' ? null : (
                <ConfirmDialog
                  title={`Delete ${fileName}?`}
                  description={deletionWords(current)}
                  confirmLabel="Delete archive"
                  action={actions.remove}
                  hidden={{ id, org }}
                  trigger={<Button>Delete</Button>}
                />
              )}
              {state === 'ready' || state === 'failed' ? <StartButton {...{ current }} action={actions.start} /> : null}
            </>
          )
        }
      />
      <ArchiveStanding {...{ org, current }} />
      {current.problems.length > 0 ? <ProblemsCard problems={current.problems} /> : null}
      {current.report === null ? null : <ArchiveReportCards {...{ org, current }} report={current.report} />}
    </div>
  );
}

function StartButton({ current, action }: { current: ArchiveAnswer; action: FormAction }) {
  const again = current.state === 'failed';
  return (
    <ConfirmDialog
      title={again ? 'Go on with this archive?' : 'Take this archive in?'}
      description={
        again
          ? 'It goes on after the last record that came in.'
          : 'Into this organisation, which has to be empty. It goes on in the background, and cannot be undone but by erasing the organisation.'
      }
      impact={[`${inFigures((current.rowsTotal ?? 0) - current.rowsDone)} records, with the ids that they have`]}
      confirmLabel={again ? 'Go on' : 'Take it in'}
      tone="primary"
      action={action}
      hidden={{ id: current.id }}
      trigger={<Button variant="primary">{again ? 'Go on' : 'Take it in'}</Button>}
    />
  );
}

function deletionWords({ state }: ArchiveAnswer): string {
  if (state === 'done') return 'The records stay, and so does the old ledger; the list of people goes.';
  if (state === 'failed') return 'The records that came in so far stay; the rest can then only come with a new upload.';
  return 'Nothing of it has been taken in.';
}

function ArchiveStanding({ org, current }: { org: string; current: ArchiveAnswer }) {
  switch (current.state) {
    case 'uploading':
      return (
        <Callout tone="info" title="The file is still on its way">
          If the upload broke off, send the file again.
        </Callout>
      );
    case 'checking':
    case 'running':
      return <ArchiveProgress key={current.state} current={current} />;
    case 'ready':
      return (
        <Callout tone="ok" title="The archive is whole">
          Every entry is what its manifest says, every record is well-formed, and its ledger verifies. Nothing has been
          written yet: take it in while this organisation is empty.
        </Callout>
      );
    case 'refused':
      return (
        <Callout tone="danger" title="The archive was refused as a whole">
          Nothing of it was taken in, and the file is gone from here. What is wrong with it stands below.
        </Callout>
      );
    case 'failed':
      return (
        <Callout tone="danger" title="It stopped before its end">
          {current.error} {inFigures(current.rowsDone)} records are in; it can go on from there.
        </Callout>
      );
    case 'done':
      return (
        <Callout
          tone="ok"
          title="Everything is in"
          action={
            <LinkButton size="sm" href={consolePaths.contacts(org)}>
              Open contacts
            </LinkButton>
          }
        >
          {inFigures(current.rowsDone)} records came over with their ids. The old ledger is kept as verified history.
        </Callout>
      );
  }
}
