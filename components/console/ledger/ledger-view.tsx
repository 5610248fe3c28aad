import { Signature } from 'lucide-react';
import type { z } from 'zod';
import type { Checkpoint, CheckpointPage, LedgerKeys } from '#lib/ledger/schema.ts';
import type { LedgerHistoryAnswer } from '#lib/privacy/archive/schema.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { HistoriesCard } from '../archives/histories-card.tsx';
import { consolePaths } from '../paths.ts';
import { shortened } from '../receipts/receipt-words.ts';
import { CheckpointSheet } from './checkpoint-sheet.tsx';
import { KeysCard } from './keys-card.tsx';

export type CheckpointItem = z.output<typeof Checkpoint>;

export interface LedgerViewProps {
  /** The organisation's slug. */
  org: string;
  page: z.output<typeof CheckpointPage>;
  keys: z.output<typeof LedgerKeys>;
  query: PageQuery;
  pageSize: number;
  /** Ledgers that archives brought. */
  histories: readonly LedgerHistoryAnswer[];
  /** Whether the reader may have them as files. */
  canDownload: boolean;
  /** Form field `org`; leads back to this page. */
  signAction: FormAction;
  rotateAction: FormAction;
  /** Why the reader cannot rotate the key. */
  rotateRefusal: string | undefined;
}

/** The signed heads of the ledger, and the keys that signed them. */
export function LedgerView(props: LedgerViewProps) {
  const { org, page, keys, query, pageSize, histories, canDownload, signAction, rotateAction, rotateRefusal } = props;
  const path = consolePaths.ledger(org);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Signed heads"
        description="A signed head, or checkpoint, seals every receipt up to a number. Keep one outside of Holdfast: it proves that nothing before it was changed, cut or rolled back since."
        actions={
          <ActionForm action={signAction} hidden={{ org }}>
            <FormProblem className="mb-3" />
            <SubmitButton>
              <Signature aria-hidden="true" /> Sign now
            </SubmitButton>
          </ActionForm>
        }
      />
      <KeysCard {...{ keys, rotateAction, rotateRefusal }} />
      <Card
        flush
        title="Checkpoints"
        description="Signed within a minute of a change, and whenever somebody asks. The largest first."
      >
        <DataTable
          caption="Checkpoints"
          columns={columns}
          rows={page.data}
          rowKey={({ size }) => String(size)}
          empty={
            <EmptyState icon={<Signature />} title="Nothing is signed yet">
              The first change is signed within a minute. <TextLink href="/verify">What is this for?</TextLink>
            </EmptyState>
          }
        />
        <Pager
          {...{ path, query, pageSize }}
          nextCursor={page.nextCursor}
          count={page.data.length}
          noun={['checkpoint', 'checkpoints']}
        />
      </Card>
      <HistoriesCard {...{ histories, canDownload }} />
    </div>
  );
}

const number = (value: number) => value.toLocaleString('en-US');

const columns: readonly Column<CheckpointItem>[] = [
  { name: 'size', header: 'Receipts', cell: (checkpoint) => <CheckpointSheet checkpoint={checkpoint} /> },
  {
    name: 'root',
    header: 'Root',
    from: 'sm',
    cell: ({ root }) => (
      <code className="font-mono text-xs text-ink-2" title={root}>
        {shortened(root)}
      </code>
    ),
  },
  { name: 'key', header: 'Key', from: 'md', align: 'right', cell: ({ keyVersion }) => number(keyVersion) },
  {
    name: 'cosignatures',
    header: 'Cosigned',
    from: 'lg',
    align: 'right',
    cell: ({ note }) => number(cosignaturesOf(note)),
  },
  { name: 'at', header: 'Signed', align: 'right', cell: ({ at }) => <RelativeTime at={at} /> },
];

/** Signature lines of others: the first one is the ledger's own. */
function cosignaturesOf(note: string): number {
  return Math.max(0, note.split('\n').filter((line) => line.startsWith('\u2014 ')).length - 1);
}
