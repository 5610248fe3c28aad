import { DatabaseBackup, ShieldCheck } from 'lucide-react';
import type { z } from 'zod';
import type { OrganizationBackup, OrganizationBackups, OrganizationDrill } from '#lib/tenancy/backup/schema.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Stat } from '../../ui/stat.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { receiptHref } from '../receipts/receipt-words.ts';

type Backup = z.output<typeof OrganizationBackup>;
type Drill = z.output<typeof OrganizationDrill>;

export interface BackupsViewProps {
  /** The organisation's slug. */
  org: string;
  backups: z.output<typeof OrganizationBackups>;
  /** Newest first. */
  drills: readonly Drill[];
}

/** What there is of the organisation outside of its database, and that it was tried. */
export function BackupsView({ org, backups, drills }: BackupsViewProps) {
  const { data, recoveryPoint, nextAt, place, objects, stale } = backups;
  const [lastDrill] = drills;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Backups"
        description="Encrypted copies of this organisation, each opened and checked when it is made. They are restored by whoever runs this installation, who can put back this organisation alone."
      />
      {stale ? (
        <Callout tone="danger" title="There is no backup of the last 36 hours">
          Tell whoever runs this installation: what was written since the last one has no copy.
        </Callout>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-3">
        <Stat
          label="Recovery point"
          value={recoveryPoint === null ? 'None yet' : <RelativeTime at={recoveryPoint} />}
          note={recoveryPoint === null ? 'No backup was made yet' : 'Later changes would be lost with the disk'}
        />
        <Stat
          label="Next backup"
          value={recoveryPoint === null ? 'Within minutes' : <RelativeTime at={nextAt} />}
          note={placeWords[place]}
        />
        <Stat
          label="Last restore drill"
          value={lastDrill === undefined ? 'None yet' : <RelativeTime at={lastDrill.at} />}
          note={lastDrill === undefined ? 'One is held each month' : outcomeWords[lastDrill.outcome]}
        />
      </div>
      <Card flush title="Copies of this organisation" description={objectWords[objects]}>
        <DataTable
          caption="Backups"
          columns={backupColumns}
          rows={data}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon={<DatabaseBackup />} title="No backup yet">
              The first one is made by the server within minutes, and then every day.
            </EmptyState>
          }
        />
      </Card>
      <Card
        flush
        title="Restore drills"
        description="Each month the newest backup is restored where nobody reaches it. The copy is opened and counted, its ledger and signed heads are verified, and a receipt says so."
      >
        <DataTable
          caption="Restore drills"
          columns={drillColumns(org)}
          rows={drills}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon={<ShieldCheck />} title="No drill yet">
              The first one is held on the first day of the month.
            </EmptyState>
          }
        />
      </Card>
    </div>
  );
}

const placeWords = { folder: 'Kept in a folder', s3: 'Kept in an object store' } as const;

const outcomeWords = {
  passed: 'Everything was what it should be',
  failed: 'The copy was not what it should be',
} as const;

const objectWords = {
  here: 'Daily ones for a week, weekly ones for a month, monthly ones for half a year, unless set otherwise. Files are in them.',
  elsewhere: 'Databases alone: files are in the same object store as the backups, which keeps them by itself.',
} as const;

const number = (value: number) => value.toLocaleString('en-US');

const backupColumns: readonly Column<Backup>[] = [
  { name: 'made', header: 'Made', cell: ({ madeAt }) => <RelativeTime at={madeAt} show="datetime" /> },
  {
    name: 'state',
    header: 'State',
    cell: ({ problem }) =>
      problem === null ? (
        <Badge tone="ok">Checked</Badge>
      ) : (
        <span title={problem}>
          <Badge tone="warn">Older copy</Badge>
        </span>
      ),
  },
  {
    name: 'copied',
    header: 'Holds the state of',
    from: 'sm',
    cell: ({ currentAt }) => <RelativeTime at={currentAt} show="datetime" />,
  },
  { name: 'receipts', header: 'Receipts', align: 'right', cell: ({ receipts }) => number(receipts) },
  { name: 'size', header: 'Size', from: 'md', align: 'right', cell: ({ bytes }) => formatBytes(bytes) },
  {
    name: 'id',
    header: 'Name',
    from: 'lg',
    cell: ({ id }) => <code className="font-mono text-xs text-ink-2">{id}</code>,
  },
];

function drillColumns(org: string): readonly Column<Drill>[] {
  return [
    { name: 'at', header: 'Held', cell: ({ at }) => <RelativeTime at={at} show="datetime" /> },
    {
      name: 'outcome',
      header: 'Outcome',
      cell: ({ outcome }) =>
        outcome === 'passed' ? <Badge tone="ok">Passed</Badge> : <Badge tone="danger">Failed</Badge>,
    },
    {
      name: 'copied',
      header: 'Of the copy made',
      from: 'sm',
      cell: ({ copiedAt }) => <RelativeTime at={copiedAt} show="datetime" />,
    },
    { name: 'receipts', header: 'Receipts', from: 'md', align: 'right', cell: ({ receipts }) => number(receipts) },
    {
      name: 'receipt',
      header: 'Told by',
      align: 'right',
      cell: ({ receipt }) => <TextLink href={receiptHref(org, receipt)}>Receipt {number(receipt)}</TextLink>,
    },
  ];
}
