import { Hourglass } from 'lucide-react';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { HoldsCard } from './holds-card.tsx';
import type { HistoryItem, HoldItem, PreviewItem, RulesItem } from './retention-types.ts';
import { RulesTable } from './rules-table.tsx';

export interface RetentionViewProps {
  /** The organisation's slug. */
  org: string;
  rules: RulesItem;
  preview: PreviewItem;
  history: readonly HistoryItem[];
  holds: readonly HoldItem[];
  /** Names by opaque id. */
  people: Readonly<Record<string, string>>;
  actions: {
    /** Form fields `rule` and `days`; an empty one goes back to the default. */
    readonly update: FormAction;
    /** The same fields; answers how much would go. */
    readonly count: FormAction;
    readonly run: FormAction;
    /** Form fields `reason` and `contactId`. */
    readonly place: FormAction;
    /** Form field `id`. */
    readonly release: FormAction;
  };
  /** Why the reader cannot change anything here; leave out when they can. */
  refusal?: string | undefined;
}

/** How long what is kept, what is held, and what was removed. */
export function RetentionView(props: RetentionViewProps) {
  const { org, rules, preview, history, holds, people, actions, refusal } = props;
  const due = preview.data.filter(({ count }) => count > 0);
  const nothingDue = 'Nothing is due.';
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Retention"
        description={
          <>
            What has been kept long enough is removed each night, with a receipt of how much; next{' '}
            <RelativeTime at={rules.nextRunAt} show="datetime" />.
          </>
        }
        actions={
          due.length === 0 || refusal !== undefined ? (
            <Button disabledReason={refusal ?? nothingDue}>Remove now</Button>
          ) : (
            <ConfirmDialog
              title="Remove what is due now?"
              description="It would go tonight by itself. What is removed does not come back, but from backups."
              impact={due.map(({ title, count }) => `${title}: ${count.toLocaleString('en')}`)}
              confirmLabel="Remove now"
              action={actions.run}
              trigger={<Button>Remove now</Button>}
            />
          )
        }
      />
      {rules.held ? (
        <Callout tone="warn" title="The whole organisation is held">
          Until the hold is ended, nothing of its records is removed: by nobody, and by no lapse of time.
        </Callout>
      ) : null}
      <Card flush title="How long what is kept" description={refusal}>
        <RulesTable rules={rules.data} preview={preview} people={people} {...{ actions, refusal }} />
      </Card>
      <HoldsCard {...{ org, holds, people, refusal }} placeAction={actions.place} releaseAction={actions.release} />
      <Card flush title="What was removed" description="As the receipts tell it.">
        <DataTable
          caption="What retention removed, by day"
          columns={historyColumns(org)}
          rows={history}
          rowKey={({ day, rule }) => `${day} ${rule}`}
          stickyHeader={false}
          empty={
            <EmptyState icon={<Hourglass />} title="Nothing yet">
              What is removed is told here, by day.
            </EmptyState>
          }
        />
      </Card>
    </div>
  );
}

const historyColumns = (org: string): readonly Column<HistoryItem>[] => [
  { name: 'day', header: 'Day', cell: ({ day }) => <RelativeTime at={`${day}T00:00:00.000Z`} show="date" /> },
  { name: 'title', header: 'What', cell: ({ title }) => title },
  {
    name: 'before',
    header: 'Older than',
    from: 'md',
    cell: ({ before }) => <RelativeTime at={before} show="datetime" />,
  },
  { name: 'count', header: 'Removed', align: 'right', cell: ({ count }) => count.toLocaleString('en') },
  {
    name: 'receipt',
    header: 'Receipt',
    align: 'right',
    from: 'sm',
    cell: ({ lastSeq, cuts }) => (
      <TextLink href={`/${org}/receipts/${lastSeq}`}>
        #{lastSeq}
        {cuts > 1 ? ` and ${cuts - 1} before` : ''}
      </TextLink>
    ),
  },
];
