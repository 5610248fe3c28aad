import type { z } from 'zod';
import type { SharedReceipt, SharedReceipts } from '#lib/ledger/share/schema.ts';
import { actionTone, actionWords, shortened } from '../console/receipts/receipt-words.ts';
import { type Column, DataTable } from '../tables/data-table.tsx';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { ShareFrame } from './share-frame.tsx';
import { receiptsWord } from './share-offer-view.tsx';
import { SharedProof } from './shared-proof.tsx';

export type SharedItem = z.output<typeof SharedReceipts>;
type ReceiptItem = z.output<typeof SharedReceipt>;

const number = (value: number) => value.toLocaleString('en-US');

/** What a link shows: receipts without details, and what proves them. */
export function SharedReceiptsView({ shared }: { shared: SharedItem }) {
  const { organization, reveal, receipts, size, at, root, origin, expiresAt, checkpoint } = shared;
  return (
    <ShareFrame>
      <PageHeader
        title={`${receiptsWord(receipts.length).replace(/^o/, 'O')} of ${organization}`}
        description={
          reveal === 'ids'
            ? 'As they stand in the ledger, without the details of what was changed.'
            : 'Who did it and to what stands under pseudonyms: the same within this page, others in every other link.'
        }
      />
      <SharedProof shared={shared} />
      <Card flush>
        <DataTable caption="Receipts" columns={columns} rows={receipts} rowKey={({ seq }) => String(seq)} />
      </Card>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title="What this proves">
          <ProofWords reveal={reveal} />
        </Card>
        <Card title="The checkpoint">
          <DescriptionList
            className="-my-2"
            items={[
              { term: 'Ledger', detail: <Code text={origin} /> },
              { term: 'Receipts', detail: number(size) },
              { term: 'Root', detail: <Code text={root} /> },
              { term: 'Signed', detail: <RelativeTime at={at} show="datetime" /> },
              { term: 'Link ends', detail: <RelativeTime at={expiresAt} show="datetime" /> },
            ]}
          />
        </Card>
      </div>
      <Card title="The signed note">
        <CodeBlock title="Checkpoint (C2SP tlog-checkpoint)" code={checkpoint} wrap />
      </Card>
    </ShareFrame>
  );
}

function ProofWords({ reveal }: Pick<SharedItem, 'reveal'>) {
  const proven =
    reveal === 'ids'
      ? ['Every receipt in the list is word for word as it was written, and stands at its place in the ledger.']
      : ['Receipts with these hashes stand at these places in the ledger.'];
  const unproven = [
    ...(reveal === 'ids'
      ? []
      : [
          'That time, action and pseudonyms are those of the receipts with these hashes. That is the word of the organisation, which has put on record in the same ledger what this page shows.',
        ]),
    'That what a receipt says is true: only that it was said, then, and not changed since.',
    'That there are no other receipts of the kind.',
  ];
  return (
    <div className="grid gap-3 text-sm text-ink-2">
      <ul className="grid list-disc gap-1.5 pl-4">
        {proven.map((text) => (
          <li key={text}>{text}</li>
        ))}
        <li>
          The holder of the ledger’s key signed it so. Compare the key with one that you have by a way of your own.
        </li>
      </ul>
      <p className="font-medium text-ink">And what it does not prove</p>
      <ul className="grid list-disc gap-1.5 pl-4">
        {unproven.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

const columns: readonly Column<ReceiptItem>[] = [
  {
    name: 'seq',
    header: 'No.',
    className: 'w-14 sm:w-20',
    cell: ({ seq }) => <span className="font-mono text-xs tabular-nums">{seq}</span>,
  },
  {
    name: 'action',
    header: 'Action',
    cell: ({ action, actor, subject }) => (
      <span className="grid justify-items-start gap-1 py-1">
        <Badge tone={actionTone(action)}>{actionWords(action)}</Badge>
        <code className="font-mono text-2xs text-ink-3 [overflow-wrap:anywhere] md:hidden">{actor}</code>
        <code className="font-mono text-2xs text-ink-3 [overflow-wrap:anywhere] lg:hidden">{subject}</code>
      </span>
    ),
  },
  { name: 'actor', header: 'Actor', from: 'md', cell: ({ actor }) => <Code text={actor} /> },
  { name: 'subject', header: 'Subject', from: 'lg', cell: ({ subject }) => <Code text={subject} /> },
  {
    name: 'hash',
    header: 'Hash',
    from: 'xl',
    cell: ({ hash }) => (
      <code className="font-mono text-xs text-ink-3" title={hash}>
        {shortened(hash)}
      </code>
    ),
  },
  { name: 'at', header: 'Time', align: 'right', cell: ({ at }) => <RelativeTime at={at} show="datetime" /> },
];

function Code({ text }: { text: string }) {
  return <code className="font-mono text-xs [overflow-wrap:anywhere]">{text}</code>;
}
