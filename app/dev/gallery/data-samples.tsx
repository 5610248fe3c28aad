import { FileCheck2, KeyRound, UserPlus } from 'lucide-react';
import { BarChart } from '../../../components/charts/bar-chart.tsx';
import { ShareBar } from '../../../components/charts/share-bar.tsx';
import { Sparkline } from '../../../components/charts/sparkline.tsx';
import { type Column, DataTable } from '../../../components/tables/data-table.tsx';
import { FilterChips } from '../../../components/tables/filter-chips.tsx';
import { Pager } from '../../../components/tables/pager.tsx';
import type { PageQuery } from '../../../components/tables/query-string.ts';
import { SearchInput } from '../../../components/tables/search-input.tsx';
import { TableToolbar } from '../../../components/tables/toolbar.tsx';
import { Avatar } from '../../../components/ui/avatar.tsx';
import { Badge, type Tone } from '../../../components/ui/badge.tsx';
import { Breadcrumbs } from '../../../components/ui/breadcrumbs.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { CodeBlock } from '../../../components/ui/code-block.tsx';
import { DescriptionList } from '../../../components/ui/description-list.tsx';
import { Progress } from '../../../components/ui/progress.tsx';
import { RelativeTime } from '../../../components/ui/relative-time.tsx';
import { Stat } from '../../../components/ui/stat.tsx';
import { TabLinks, Tabs } from '../../../components/ui/tabs.tsx';
import { Timeline } from '../../../components/ui/timeline.tsx';
import { Sample } from './sample.tsx';

const path = '/dev/gallery';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

interface Person {
  id: string;
  name: string;
  company: string;
  email: string;
  state: readonly [string, Tone];
  amount: string;
  minutes: number;
}

const facts: readonly (readonly [string, string, string, Person['state'], string, number])[] = [
  ['Ada Lovelace', 'Analytical Engines', 'ada@analytical.example', ['Won', 'ok'], '$48,000.00', 3],
  ['Grace Hopper', 'Harbor Compilers', 'grace@harbor.example', ['Negotiation', 'warn'], '$12,500.00', 48],
  ['Radia Perlman', 'Spanning Trees Inc', 'radia@spanning.example', ['Proposal', 'violet'], '$7,200.00', 60 * 7],
  [
    'Barbara Liskov',
    'Substitution & Daughters',
    'barbara@subst.example',
    ['Qualified', 'info'],
    '$150,000.00',
    60 * 30,
  ],
  ['Edsger Dijkstra', 'Shortest Path BV', 'edsger@shortest.example', ['Lead', 'neutral'], '—', 60 * 24 * 12],
  ['Alan Turing', 'Bombe Holdings', 'alan@bombe.example', ['Lost', 'danger'], '$900.00', 60 * 24 * 90],
];

const people: readonly Person[] = facts.map(([name, company, email, state, amount, minutes], index) => ({
  id: `con_${index}`,
  name,
  company,
  email,
  state,
  amount,
  minutes,
}));

const columns: readonly Column<Person>[] = [
  {
    name: 'name',
    header: 'Name',
    sortable: true,
    cell: (person) => (
      <span className="flex items-center gap-2.5">
        <Avatar name={person.name} size="sm" />
        <span className="truncate font-medium">{person.name}</span>
      </span>
    ),
  },
  { name: 'company', header: 'Company', sortable: true, from: 'md', cell: (person) => person.company },
  { name: 'email', header: 'E-mail', from: 'lg', cell: (person) => person.email },
  {
    name: 'stage',
    header: 'Stage',
    cell: (person) => (
      <Badge tone={person.state[1]} dot>
        {person.state[0]}
      </Badge>
    ),
  },
  { name: 'amount', header: 'Amount', align: 'right', sortable: true, from: 'sm', cell: (person) => person.amount },
  {
    name: 'updatedAt',
    header: 'Updated',
    align: 'right',
    sortable: true,
    from: 'md',
    cell: (person) => <RelativeTime at={minutesAgo(person.minutes)} />,
  },
];

export function DataSamples({ query }: { query: PageQuery }) {
  return (
    <div className="grid gap-8">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Stat
          label="Contacts"
          value="12,480"
          note="312 this week"
          chart={<Sparkline values={[3, 5, 4, 8, 7, 11, 14]} />}
          href="#data"
        />
        <Stat label="Open deals" value="37" note="$1,204,000.00 expected" />
        <Stat label="Due today" value="5" note="2 overdue" />
        <Stat
          label="Receipts"
          value="98,214"
          note="Verified 4 minutes ago"
          chart={<Sparkline values={[4, 4, 6, 5, 9, 8, 8]} />}
        />
      </div>
      <Card flush>
        <TableToolbar aside={<Button>Export</Button>}>
          <SearchInput label="Search people" placeholder="Search people" />
          <FilterChips
            filters={[
              {
                name: 'stage',
                label: 'Stage',
                choices: [
                  { value: 'lead', label: 'Lead' },
                  { value: 'won', label: 'Won' },
                ],
              },
              { name: 'owner', label: 'Owner', choices: [{ value: 'me', label: 'Me' }] },
            ]}
          />
        </TableToolbar>
        <DataTable
          caption="People"
          columns={columns}
          rows={people}
          rowKey={(person) => person.id}
          rowHref={(person) => `${path}#${person.id}`}
          path={path}
          query={query}
          defaultSort="name"
        />
        <Pager
          path={path}
          query={query}
          nextCursor="next"
          count={people.length}
          pageSize={6}
          total={12_480}
          noun={['person', 'people']}
        />
      </Card>
      <div className="grid gap-6 lg:grid-cols-2">
        <Card title="Receipts by day" description="The last two weeks.">
          <BarChart
            title="Receipts by day"
            bars={[40, 62, 18, 0, 75, 96, 120, 88, 54, 20, 0, 132, 90, 71].map((value, index) => ({
              label: `${index + 8} Nov`,
              value,
            }))}
          />
        </Card>
        <Card title="Pipeline" footer={<Button size="sm">All deals</Button>}>
          <ShareBar
            label="Deals by stage"
            shares={[
              { label: 'Lead', value: 14 },
              { label: 'Qualified', value: 9 },
              { label: 'Proposal', value: 6 },
              { label: 'Negotiation', value: 3 },
              { label: 'Won', value: 5 },
              { label: 'Lost', value: 2 },
            ]}
          />
          <div className="mt-6 grid gap-5">
            <Progress label="Importing contacts" value={240} max={500} note="240 of 500 rows" />
            <Progress label="Reading the file" value={null} />
          </div>
        </Card>
        <Card title="Details">
          <DescriptionList
            items={[
              { term: 'Company', detail: 'Analytical Engines' },
              { term: 'E-mail', detail: 'ada@analytical.example' },
              { term: 'Phone', detail: null },
              { term: 'Created', detail: <RelativeTime at="2026-03-12T14:05:00.000Z" show="datetime" /> },
            ]}
          />
        </Card>
        <Card title="Activity">
          <Timeline
            label="Activity"
            entries={[
              {
                id: '1',
                icon: <KeyRound />,
                title: 'API key created',
                at: <RelativeTime at={minutesAgo(4)} />,
                children: 'Reporting, read only.',
              },
              {
                id: '2',
                icon: <FileCheck2 />,
                title: '500 contacts imported',
                at: <RelativeTime at={minutesAgo(190)} />,
              },
              {
                id: '3',
                icon: <UserPlus />,
                title: 'Grace joined as admin',
                at: <RelativeTime at={minutesAgo(60 * 50)} />,
              },
            ]}
          />
        </Card>
      </div>
      <div className="grid gap-6 lg:grid-cols-2">
        <Sample title="Tabs">
          <Tabs
            label="Contact"
            tabs={[
              { value: 'deals', label: 'Deals', count: 3, content: <p className="text-sm text-ink-2">Three deals.</p> },
              { value: 'activities', label: 'Activities', count: 12, content: <p className="text-sm">Twelve.</p> },
              { value: 'receipts', label: 'Receipts', content: <p className="text-sm">Receipts.</p> },
            ]}
          />
          <TabLinks
            label="View"
            links={[
              { href: '#data', label: 'Table', current: true },
              { href: '#states', label: 'Board', current: false },
            ]}
          />
          <Breadcrumbs
            crumbs={[{ label: 'Acme', href: '#data' }, { label: 'Contacts', href: '#data' }, { label: 'Ada Lovelace' }]}
          />
        </Sample>
        <Sample title="Code">
          <CodeBlock
            title="curl"
            code={
              'curl -H "Authorization: Bearer $HOLDFAST_KEY" \\\n  https://holdfast.example/api/v1/contacts?limit=50'
            }
          />
        </Sample>
      </div>
    </div>
  );
}
