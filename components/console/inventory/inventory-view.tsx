import { Download, SearchX } from 'lucide-react';
import type { z } from 'zod';
import type { Inventory } from '#lib/privacy/inventory/schema.ts';
import { whereWords } from '#lib/privacy/inventory/where-words.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { SearchInput } from '../../tables/search-input.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { buttonVariants } from '../../ui/button-variants.ts';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { DescriptionList } from '../../ui/description-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

type Activity = z.output<typeof Inventory>['data'][number];
type Entry = Activity['entries'][number];

export interface InventoryViewProps {
  activities: readonly Activity[];
  /** What is searched for; empty for everything. */
  query: string;
}

/** The record of processing activities: what is kept, for what, on which basis, how long. */
export function InventoryView({ activities, query }: InventoryViewProps) {
  const shown = activities
    .map((activity) => ({ ...activity, entries: activity.entries.filter((entry) => matches(activity, entry, query)) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Inventory of data"
        description="The record of processing activities (Article 30 GDPR), made from what the databases really hold: for what, on which legal basis, whose, and for how long here."
        actions={
          <>
            <DownloadLink format="csv" label="CSV" />
            <DownloadLink format="markdown" label="Markdown" />
          </>
        }
      />
      <div className="flex">
        <SearchInput label="Search the inventory" placeholder="Table, column, purpose" />
      </div>
      {shown.length === 0 ? (
        <Card flush>
          <EmptyState icon={<SearchX />} title="Nothing matches">
            No table, column, place or purpose is called that.
          </EmptyState>
        </Card>
      ) : (
        shown.map((activity) => <ActivityCard key={activity.activity} activity={activity} />)
      )}
    </div>
  );
}

function matches({ title, purpose }: Activity, entry: Entry, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [title, purpose, entry.thing, entry.column, entry.class, entry.whose, entry.purpose, entry.keptFor]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function ActivityCard({ activity }: { activity: Activity }) {
  const things = [...new Set(activity.entries.map(({ where, thing }) => `${where} ${thing}`))];
  return (
    <Card flush title={activity.title} description={activity.purpose}>
      <div className="px-4 sm:px-5">
        <DescriptionList
          items={[
            { term: 'Legal basis', detail: activity.basis },
            { term: 'Recipients', detail: activity.recipients },
          ]}
        />
      </div>
      {things.map((thing) => {
        const entries = activity.entries.filter((entry) => `${entry.where} ${entry.thing}` === thing);
        const [first] = entries;
        return first === undefined ? null : <Thing key={thing} first={first} entries={entries} />;
      })}
    </Card>
  );
}

function Thing({ first, entries }: { first: Entry; entries: readonly Entry[] }) {
  return (
    <details className="group border-t border-line">
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm hover:bg-hover sm:px-5">
        <code className="font-mono text-sm font-medium text-ink [overflow-wrap:anywhere]">{first.thing}</code>
        <span className="text-ink-3">{whereWords[first.where]}</span>
        <span className="ml-auto text-xs text-ink-3">
          {entries.length === 1 ? '1 entry' : `${entries.length} entries`}
        </span>
      </summary>
      <DataTable
        caption={`What ${first.thing} holds`}
        columns={columns}
        rows={entries}
        rowKey={({ column }) => column ?? first.thing}
        stickyHeader={false}
        className="border-t border-line"
      />
    </details>
  );
}

const tones: Readonly<Record<Entry['class'], Tone>> = {
  personal: 'warn',
  organisational: 'info',
  operational: 'neutral',
  retained: 'violet',
};

const columns: readonly Column<Entry>[] = [
  {
    name: 'column',
    header: 'Column',
    cell: ({ column, class: kind, whose }) => (
      <span className="flex flex-wrap items-center gap-2">
        <code className="font-mono text-xs text-ink [overflow-wrap:anywhere]">{column ?? 'all of it'}</code>
        <Badge tone={tones[kind]}>{whose === null ? kind : `${kind}: ${whose}`}</Badge>
      </span>
    ),
  },
  { name: 'purpose', header: 'Why', from: 'sm', cell: ({ purpose }) => purpose },
  { name: 'keptFor', header: 'How long at most', cell: ({ keptFor }) => keptFor },
];

/** A plain link: the browser saves what comes. */
function DownloadLink({ format, label }: { format: 'csv' | 'markdown'; label: string }) {
  return (
    <a href={`/api/v1/inventory/export?format=${format}`} download className={cn(buttonVariants({ size: 'md' }))}>
      <Download aria-hidden="true" />
      <span>
        <span className="sr-only">Download as </span>
        {label}
      </span>
    </a>
  );
}
