import { Search, UserRoundSearch } from 'lucide-react';
import type { z } from 'zod';
import type { FoundPersons, PersonErasureAnswer } from '#lib/privacy/persons/schema.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { TableToolbar } from '../../tables/toolbar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Input } from '../../ui/input.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';

type Found = z.output<typeof FoundPersons>;

interface PeopleViewProps {
  /** The organisation's slug. */
  org: string;
  /** What was asked for; empty when nothing was. */
  q: string;
  /** Null when nothing was asked for. */
  found: Found | null;
  /** The last erasures, newest first. */
  erasures: readonly PersonErasureAnswer[];
}

/** Finds somebody in everything that the organisation holds. Nothing is looked for before it is sent: each look-up is noted. */
export function PeopleView({ org, q, found, erasures }: PeopleViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Find a person"
        description="Everything that the organisation holds of somebody: to show it, to hand it over, to erase it."
      />
      <Card flush>
        <TableToolbar>
          <search className="w-full max-w-xl">
            <form method="get" className="flex gap-2">
              <label htmlFor="person" className="sr-only">
                E-mail address, phone number, name or id
              </label>
              <Input
                id="person"
                name="q"
                type="search"
                defaultValue={q}
                lead={<Search aria-hidden="true" />}
                placeholder="E-mail address, phone, name or id"
                maxLength={200}
                required
                className="flex-1"
              />
              <Button type="submit" variant="primary">
                Find
              </Button>
            </form>
          </search>
        </TableToolbar>
        {found === null ? (
          <EmptyState icon={<UserRoundSearch />} title="Whom are you looking for?">
            An e-mail address is looked for everywhere: in contacts, texts, imports, receipts and the audit log. Each
            look-up stands in the audit log, which does not say whom.
          </EmptyState>
        ) : (
          <FoundTable org={org} q={q} found={found} />
        )}
      </Card>
      {erasures.length === 0 ? null : (
        <Card flush title="Erased" description="The last erasures. They name nobody.">
          <DataTable
            caption="Erasures of persons"
            columns={erasureColumns}
            rows={erasures}
            rowKey={({ id }) => id}
            rowHref={({ id }) => consolePaths.person(org, id)}
            path={consolePaths.people(org)}
            query={{}}
          />
        </Card>
      )}
    </div>
  );
}

function FoundTable({ org, q, found }: { org: string; q: string; found: Found }) {
  return (
    <>
      <DataTable
        caption="People found"
        columns={foundColumns}
        rows={found.data}
        rowKey={({ id }) => id}
        rowHref={({ id }) => consolePaths.person(org, encodeURIComponent(id))}
        path={consolePaths.people(org)}
        query={{ q }}
        empty={
          <EmptyState icon={<UserRoundSearch />} title="Nobody was found">
            Nothing here holds that. Try the whole e-mail address, or fewer words of the name.
          </EmptyState>
        }
      />
      {found.more ? <p className="px-4 py-3 text-sm text-ink-3">There are more. Look more narrowly.</p> : null}
    </>
  );
}

const foundColumns: readonly Column<Found['data'][number]>[] = [
  {
    name: 'name',
    header: 'Name',
    className: 'max-w-0 w-1/2 md:w-[35%]',
    cell: ({ name, email }) => (
      <span className="block min-w-0">
        <span className="block truncate font-medium">{name ?? email ?? 'No name'}</span>
        <span className="block truncate text-xs text-ink-3 md:hidden">{email}</span>
      </span>
    ),
  },
  {
    name: 'email',
    header: 'E-mail',
    from: 'md',
    className: 'max-w-0 w-[35%]',
    cell: ({ email }) => <span className="block truncate">{email}</span>,
  },
  {
    name: 'is',
    header: 'Is',
    align: 'right',
    cell: ({ contacts, member }) => (
      <span className="flex flex-wrap justify-end gap-1">
        {contacts === 0 ? null : <Badge>{contacts === 1 ? 'Contact' : `${contacts} contacts`}</Badge>}
        {member ? <Badge tone="info">Member</Badge> : null}
        {contacts === 0 && !member ? <Badge>Traces</Badge> : null}
      </span>
    ),
  },
];

const erasureColumns: readonly Column<PersonErasureAnswer>[] = [
  {
    name: 'subject',
    header: 'Opaque id',
    className: 'max-w-0 w-1/2',
    cell: ({ subject }) => <span className="block truncate font-mono text-xs">{subject}</span>,
  },
  {
    name: 'records',
    header: 'Records',
    from: 'sm',
    align: 'right',
    cell: ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0),
  },
  {
    name: 'state',
    header: 'When',
    align: 'right',
    cell: ({ state, createdAt, finishedAt }) =>
      state === 'done' ? <RelativeTime at={finishedAt ?? createdAt} /> : <Badge tone="warn">Under way</Badge>,
  },
];
