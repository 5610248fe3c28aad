import { PackageOpen } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { RefreshWhileOpen } from '../../shell/refresh-while-open.tsx';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { DownloadExportLink } from './download-export-link.tsx';
import { CancelExportButton, DeleteExportButton } from './export-buttons.tsx';
import { ExportProgress } from './export-progress.tsx';
import { contentWords, type ExportItem, ExportStateBadge, isUnderWay } from './export-words.tsx';
import { NewExportForm } from './new-export-form.tsx';

interface ExportActions {
  create: FormAction;
  /** Form field `id`. */
  cancel: FormAction;
  /** Form field `id`. */
  remove: FormAction;
}

export interface ExportsViewProps {
  /** The organisation's slug. */
  org: string;
  page: { data: readonly ExportItem[]; nextCursor: string | null };
  query: PageQuery;
  pageSize: number;
  /** So many may be under way. */
  atOnceMax: number;
  /** Names by opaque id, for who asked. */
  people: Readonly<Record<string, string>>;
  /** Absent for readers who may not export. */
  actions?: ExportActions | undefined;
  /** Where the reader signs in again before a download; null when they have just done so. */
  signInHref: string | null;
}

/** Everything out of here, and what was taken out before. */
export function ExportsView(props: ExportsViewProps) {
  const { org, page, query, pageSize, atOnceMax, people, actions, signInHref } = props;
  const full = page.data.filter(isUnderWay).length >= atOnceMax;
  const refusal = full ? 'Two exports are under way. Wait until one is ready, or cancel it.' : undefined;
  return (
    <div className="grid gap-6">
      <RefreshWhileOpen />
      <PageHeader
        title="Exports"
        description={
          <>
            Take everything with you, at any time. What was exported elsewhere comes in here as an{' '}
            <TextLink href={consolePaths.archives(org)}>archive</TextLink>.
          </>
        }
      />
      {actions === undefined ? null : <NewExportForm action={actions.create} refusal={refusal} />}
      <Card
        flush
        title="Exports so far"
        description="An export can be downloaded once, within seven days, by somebody who has just signed in."
      >
        {page.data.length === 0 ? (
          <EmptyState icon={<PackageOpen />} title="No exports yet">
            Exports that are made are listed here, with who asked for them and whether they were downloaded.
          </EmptyState>
        ) : (
          <>
            <ul aria-label="Exports">
              {page.data.map((item) => (
                <ExportLine
                  key={item.id}
                  item={item}
                  by={people[item.createdBy]}
                  actions={actions}
                  signInHref={signInHref}
                />
              ))}
            </ul>
            <Pager
              path={consolePaths.exports(org)}
              query={query}
              nextCursor={page.nextCursor}
              count={page.data.length}
              pageSize={pageSize}
              noun={['export', 'exports']}
            />
          </>
        )}
      </Card>
    </div>
  );
}

interface ExportLineProps {
  item: ExportItem;
  by: string | undefined;
  actions: ExportActions | undefined;
  signInHref: string | null;
}

function ExportLine({ item, by, actions, signInHref }: ExportLineProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5">
      <div className="grid min-w-0 flex-1 basis-64 gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{item.fileName}</span>
          <ExportStateBadge item={item} />
        </p>
        <p className="text-xs text-ink-3">
          {contentWords(item)} · asked for <RelativeTime at={item.createdAt} />
          {by === undefined ? null : ` by ${by}`}
          {item.state === 'ready' && item.expiresAt !== null ? (
            <>
              {' '}
              · removed <RelativeTime at={item.expiresAt} />
            </>
          ) : null}
        </p>
        {item.error === null ? null : <p className="text-xs text-danger">{item.error}</p>}
        {item.state === 'ready' && item.downloadedAt !== null ? (
          <p className="text-xs text-ink-3">The download has begun. If it broke off, begin it again.</p>
        ) : null}
        {isUnderWay(item) ? <ExportProgress item={item} /> : null}
      </div>
      {actions === undefined ? null : <LineButtons item={item} actions={actions} signInHref={signInHref} />}
    </li>
  );
}

function LineButtons({
  item,
  actions,
  signInHref,
}: Omit<ExportLineProps, 'by' | 'actions'> & { actions: ExportActions }) {
  if (isUnderWay(item)) return <CancelExportButton id={item.id} action={actions.cancel} />;
  return (
    <div className="flex items-center gap-2">
      {item.state !== 'ready' ? null : signInHref === null ? (
        <DownloadExportLink id={item.id} fileName={item.fileName} />
      ) : (
        <LinkButton href={signInHref} size="sm">
          Confirm that it is you to download
        </LinkButton>
      )}
      <DeleteExportButton id={item.id} action={actions.remove} />
    </div>
  );
}
