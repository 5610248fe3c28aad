import { ScanSearch } from 'lucide-react';
import type { ScanEntryOf } from '#lib/consent/scan/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { RefreshWhileOpen } from '../../shell/refresh-while-open.tsx';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { ScanForm } from './scan-form.tsx';
import { isUnderWay, ScanBadge } from './scan-words.tsx';

export interface ScansViewProps {
  /** The organisation's slug. */
  org: string;
  storefront: { id: string; name: string };
  page: { data: readonly ScanEntryOf[]; nextCursor: string | null };
  query: PageQuery;
  pageSize: number;
  /** Names by opaque id, for who asked. */
  people: Readonly<Record<string, string>>;
  /** Form fields `storefront`, `org` and `url`. Absent for readers who may not scan. */
  request?: FormAction | undefined;
}

/** What pages were scanned for this storefront, and what came of it. */
export function ScansView({ org, storefront, page, query, pageSize, people, request }: ScansViewProps) {
  const path = consolePaths.consentScans(org, storefront.id);
  const refusal = page.data.some(isUnderWay) ? 'A scan is under way. Wait until it has ended.' : undefined;
  const columns: readonly Column<ScanEntryOf>[] = [
    {
      name: 'url',
      header: 'Page',
      cell: ({ url, error }) => (
        <span className="grid gap-0.5 py-1.5">
          <span className="[overflow-wrap:anywhere]">{url}</span>
          {error === null ? null : <span className="text-xs text-danger">{error}</span>}
        </span>
      ),
    },
    { name: 'state', header: 'Found', cell: (scan) => <ScanBadge scan={scan} /> },
    { name: 'at', header: 'Asked for', from: 'sm', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    { name: 'by', header: 'By', from: 'lg', cell: ({ createdBy }) => people[createdBy] ?? '' },
  ];
  return (
    <div className="grid gap-6">
      <RefreshWhileOpen />
      <PageHeader
        crumbs={[
          { label: 'Consent', href: consolePaths.consent(org) },
          { label: storefront.name, href: consolePaths.consentSettings(org, storefront.id) },
          { label: 'Scans' },
        ]}
        title="Scans"
        description="What your pages set and load before consent, after it was refused, given and withdrawn, as a browser sees it."
      />
      {request === undefined ? null : (
        <ScanForm storefront={storefront.id} org={org} action={request} refusal={refusal} />
      )}
      <Card flush title="Scans so far" description="Kept as evidence: the digest of each report is in the ledger.">
        {page.data.length === 0 ? (
          <EmptyState icon={<ScanSearch />} title="No scans yet">
            Scan the storefront once it is published, and again whenever its programs or services change.
          </EmptyState>
        ) : (
          <>
            <DataTable
              caption="Scans"
              columns={columns}
              rows={page.data}
              rowKey={({ id }) => id}
              rowHref={({ id }) => consolePaths.consentScan(org, storefront.id, id)}
            />
            <Pager
              path={path}
              query={query}
              nextCursor={page.nextCursor}
              count={page.data.length}
              pageSize={pageSize}
              noun={['scan', 'scans']}
            />
          </>
        )}
      </Card>
    </div>
  );
}
