import { Plus, Upload, Users } from 'lucide-react';
import type { z } from 'zod';
import type { ContactAnswer, ContactPage } from '#lib/crm/contacts/schema.ts';
import { type Column, DataTable } from '../../tables/data-table.tsx';
import { type Filter, FilterChips } from '../../tables/filter-chips.tsx';
import { Pager } from '../../tables/pager.tsx';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { SearchInput } from '../../tables/search-input.tsx';
import { TableToolbar } from '../../tables/toolbar.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { contactTitle } from './contact-title.ts';

export interface ContactsViewProps {
  /** The organisation's slug. */
  org: string;
  page: z.output<typeof ContactPage>;
  query: PageQuery;
  pageSize: number;
  /** Whether the reader may add contacts. */
  canWrite: boolean;
  filters?: readonly Filter[] | undefined;
}

/** Everybody the organisation knows: found by text, narrowed by filters, ordered by column. */
export function ContactsView({ org, page, query, pageSize, canWrite, filters = [] }: ContactsViewProps) {
  const narrowed = ['q', 'tag', 'city', 'region', 'country', 'company', 'email'].some((name) =>
    queryValue(query, name),
  );
  const untouched = page.data.length === 0 && !narrowed && !queryValue(query, 'cursor');
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Contacts"
        description="The people and companies you work with."
        actions={
          canWrite ? (
            <>
              <LinkButton href={consolePaths.newImport(org)}>
                <Upload aria-hidden="true" /> Import
              </LinkButton>
              <LinkButton href={consolePaths.newContact(org)} variant="primary">
                <Plus aria-hidden="true" /> New contact
              </LinkButton>
            </>
          ) : null
        }
      />
      <Card flush>
        {untouched ? (
          <NoContacts org={org} canWrite={canWrite} />
        ) : (
          <>
            <TableToolbar>
              <SearchInput label="Search contacts" placeholder="Name, company, e-mail, phone, city" />
              {filters.length > 0 ? <FilterChips filters={filters} /> : null}
            </TableToolbar>
            <DataTable
              caption="Contacts"
              columns={columns}
              rows={page.data}
              rowKey={(contact) => contact.id}
              rowHref={(contact) => consolePaths.contact(org, contact.id)}
              path={consolePaths.contacts(org)}
              query={query}
              defaultSort="name"
              empty={
                <EmptyState icon={<Users />} title="Nobody matches">
                  Try fewer words, or <TextLink href={consolePaths.contacts(org)}>show all contacts</TextLink>.
                </EmptyState>
              }
            />
            <Pager
              path={consolePaths.contacts(org)}
              query={query}
              nextCursor={page.nextCursor}
              count={page.data.length}
              pageSize={pageSize}
              noun={['contact', 'contacts']}
            />
          </>
        )}
      </Card>
    </div>
  );
}

const columns: readonly Column<ContactAnswer>[] = [
  {
    name: 'name',
    header: 'Name',
    sortable: true,
    className: 'max-w-0 w-2/5 md:w-[30%]',
    cell: (contact) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Avatar name={contactTitle(contact)} size="sm" />
        <span className="min-w-0">
          <span className="block truncate font-medium">{contactTitle(contact)}</span>
          <span className="block truncate text-xs text-ink-3 md:hidden">{contact.email ?? contact.company}</span>
        </span>
      </span>
    ),
  },
  {
    name: 'company',
    header: 'Company',
    sortable: true,
    from: 'md',
    className: 'max-w-0 w-[22%]',
    cell: (contact) => <span className="block truncate">{contact.company}</span>,
  },
  {
    name: 'email',
    header: 'E-mail',
    sortable: true,
    from: 'md',
    className: 'max-w-0 w-[24%]',
    cell: (contact) => <span className="block truncate">{contact.email}</span>,
  },
  {
    name: 'phone',
    header: 'Phone',
    from: 'lg',
    cell: (contact) => <span className="whitespace-nowrap tabular-nums">{contact.phone ?? contact.mobile}</span>,
  },
  {
    name: 'city',
    header: 'City',
    from: 'xl',
    cell: (contact) => <span className="block max-w-32 truncate">{contact.city}</span>,
  },
  {
    name: 'tags',
    header: 'Tags',
    from: 'xl',
    cell: (contact) => (
      <span className="flex gap-1">
        {contact.tags.slice(0, 2).map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
        {contact.tags.length > 2 ? <Badge>+{contact.tags.length - 2}</Badge> : null}
      </span>
    ),
  },
  {
    name: 'updatedAt',
    header: 'Changed',
    sortable: true,
    from: 'sm',
    align: 'right',
    cell: (contact) => <RelativeTime at={contact.updatedAt} />,
  },
];

function NoContacts({ org, canWrite }: { org: string; canWrite: boolean }) {
  if (!canWrite) {
    return (
      <EmptyState icon={<Users />} title="No contacts yet">
        Somebody with the right to write can add or import them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Users />}
      title="Bring your contacts along"
      action={
        <LinkButton href={consolePaths.newImport(org)} variant="primary">
          <Upload aria-hidden="true" /> Import a CSV file
        </LinkButton>
      }
      secondary={
        <>
          or <TextLink href={consolePaths.newContact(org)}>add one by hand</TextLink>, or try it with{' '}
          <a
            href="/samples/contacts-sample.csv"
            download
            className="font-medium text-brand-ink underline decoration-brand-line underline-offset-3 hover:decoration-current"
          >
            our sample file
          </a>
        </>
      }
    >
      Exports of HubSpot, Pipedrive, Salesforce and Google are understood as they are.
    </EmptyState>
  );
}
