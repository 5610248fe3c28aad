import { CircleAlert, CircleCheck, CircleSlash, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonVariants } from '../../ui/button-variants.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { DescriptionList } from '../../ui/description-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { counted, type ImportItem } from './import-words.tsx';
import { RowCounts } from './row-counts.tsx';

export interface ImportResultProps {
  /** The organisation's slug. */
  org: string;
  current: ImportItem;
  /** Who imported, as people call them. */
  createdByName: string | undefined;
  /** Whether the reader may import. */
  canWrite: boolean;
}

/** What an import did, now that it has ended. */
export function ImportResult({ org, current, createdByName, canWrite }: ImportResultProps) {
  return (
    <div className="grid gap-6">
      <Card>
        <div className="grid gap-5">
          <Outcome current={current} />
          <RowCounts
            tense="past"
            created={current.rowsCreated}
            updated={current.rowsUpdated}
            skipped={current.rowsSkipped}
            rejected={current.rowsRejected}
          />
          {current.rowsRejected > 0 ? <Rejects current={current} /> : null}
          <div className="flex flex-wrap gap-2">
            <LinkButton href={`${consolePaths.contacts(org)}?sort=-createdAt`} variant="primary">
              See contacts
            </LinkButton>
            {canWrite ? <LinkButton href={consolePaths.newImport(org)}>Import another file</LinkButton> : null}
          </div>
        </div>
      </Card>
      <Card title="About this import">
        <DescriptionList
          className="-my-2"
          items={[
            { term: 'File', detail: current.fileName },
            { term: 'Uploaded', detail: <RelativeTime at={current.createdAt} show="datetime" /> },
            {
              term: 'Ended',
              detail: current.finishedAt ? <RelativeTime at={current.finishedAt} show="datetime" /> : null,
            },
            { term: 'By', detail: createdByName },
            {
              term: 'Known people',
              detail: current.duplicates === 'update' ? 'Updated from the file' : 'Left as they were',
            },
            {
              term: 'Receipts',
              detail: (
                <TextLink href={`${consolePaths.receipts(org)}?${new URLSearchParams({ subject: current.id })}`}>
                  What the ledger says of it
                </TextLink>
              ),
            },
          ]}
        />
      </Card>
    </div>
  );
}

function Outcome({ current }: { current: ImportItem }) {
  const changed = current.rowsCreated + current.rowsUpdated;
  switch (current.state) {
    case 'failed':
      return (
        <Headline icon={<CircleAlert />} tone="danger" title="The import could not go on">
          {current.error ?? 'Something went wrong on our side.'} {soFar(current)}
        </Headline>
      );
    case 'cancelled':
      return (
        <Headline icon={<CircleSlash />} tone="neutral" title="The import was cancelled">
          {soFar(current)}
        </Headline>
      );
    default:
      return (
        <Headline
          icon={<CircleCheck />}
          tone="ok"
          title={changed === 0 ? 'The import has ended' : `${counted(changed, 'contact', 'contacts')} imported`}
        >
          Every row has been decided.
        </Headline>
      );
  }
}

/** How far an import came that did not come to its end. */
function soFar(current: ImportItem): string {
  if (current.rowsDone === 0) return 'Nothing was imported.';
  const of = current.rowsTotal === null ? '' : `${current.rowsDone.toLocaleString('en-US')} of `;
  const rows = counted(current.rowsTotal ?? current.rowsDone, 'row', 'rows');
  return `${of}${rows} had been decided by then, and stay as they are.`;
}

const tones = { ok: 'text-ok', danger: 'text-danger', neutral: 'text-ink-3' } as const;

function Headline({
  icon,
  tone,
  title,
  children,
}: {
  icon: ReactNode;
  tone: keyof typeof tones;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="flex items-start gap-3">
      <span aria-hidden="true" className={cn('mt-0.5 [&_svg]:size-6', tones[tone])}>
        {icon}
      </span>
      <div className="min-w-0">
        <h2 className="text-lg font-semibold text-ink">{title}</h2>
        <p className="text-sm text-ink-2 [overflow-wrap:anywhere]">{children}</p>
      </div>
    </div>
  );
}

function Rejects({ current }: { current: ImportItem }) {
  return (
    <Callout tone="warn" title={`${counted(current.rowsRejected, 'row was', 'rows were')} not imported`}>
      <p>
        Download them with what is wrong with each, correct the file, and import it: people who are known by now are
        recognised.
      </p>
      <a
        href={`/api/v1/imports/${encodeURIComponent(current.id)}/rejects`}
        download
        className={cn(buttonVariants({ size: 'sm' }), 'mt-3')}
      >
        <Download aria-hidden="true" /> Download rejected rows
      </a>
    </Callout>
  );
}
