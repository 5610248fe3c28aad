import { Download, Pencil } from 'lucide-react';
import type { PersonFindingsAnswer } from '#lib/privacy/persons/schema.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { actionWords } from '../receipts/receipt-words.ts';
import { ErasePersonCard } from './erase-person-card.tsx';
import { recordPath } from './place-paths.ts';

interface PersonViewProps {
  /** The organisation's slug. */
  org: string;
  person: PersonFindingsAnswer;
  /** Missing for readers who may only look. `exportPerson` takes `id`; `erase` takes `id`, `deals` and `confirmation`. */
  actions: { exportPerson: FormAction; erase: FormAction } | undefined;
}

type FoundPlace = PersonFindingsAnswer['places'][number];

/** Places whose records are told apart by what was done. */
const actionPlaces: ReadonlySet<string> = new Set(['receipts', 'auditEvents']);

/** Everything that the organisation holds of somebody, place by place, and what can be done with it. */
export function PersonView({ org, person, actions }: PersonViewProps) {
  const title = person.name ?? person.emails[0] ?? person.id;
  const [contactId] = person.contactIds;
  const hasContact = person.places.some(({ name }) => name === 'contacts');
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Find a person', href: consolePaths.people(org) }, { label: title }]}
        title={title}
        description="Everything that the organisation holds of this person."
        aside={
          <>
            {person.held ? <Badge tone="warn">Legal hold</Badge> : null}
            {person.member ? <Badge tone="info">Member</Badge> : null}
          </>
        }
        actions={
          actions === undefined ? null : (
            <>
              {hasContact && contactId !== undefined ? (
                <LinkButton href={consolePaths.editContact(org, contactId)}>
                  <Pencil aria-hidden="true" /> Rectify
                </LinkButton>
              ) : null}
              <ActionForm action={actions.exportPerson} hidden={{ org, id: person.id }}>
                <SubmitButton>
                  <Download aria-hidden="true" /> Export
                </SubmitButton>
                <FormProblem className="mt-2" />
              </ActionForm>
            </>
          )
        }
      />
      {person.member ? (
        <Callout title="A member of the organisation">
          The account belongs to the person, who exports or erases it. Here is what the organisation itself holds.
        </Callout>
      ) : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
        <div className="grid min-w-0 gap-6">
          <Card title="Known as">
            <DescriptionList
              className="-my-2"
              items={[
                { term: 'Name', detail: person.name },
                { term: 'E-mail', detail: person.emails.join(', ') },
                { term: 'Phone', detail: person.phones.join(', ') },
                { term: 'Contacts', detail: <code className="text-xs">{person.contactIds.join(', ')}</code> },
              ]}
            />
          </Card>
          {actions === undefined ? null : (
            <ErasePersonCard org={org} person={person} title={title} action={actions.erase} />
          )}
        </div>
        <div className="grid min-w-0 gap-4">
          {person.places.map((place) => (
            <PlaceCard key={place.name} org={org} place={place} />
          ))}
        </div>
      </div>
    </div>
  );
}

function PlaceCard({ org, place }: { org: string; place: FoundPlace }) {
  const { name, title, count, records, fate, exported } = place;
  return (
    <Card
      title={title}
      description={`${exported ? '' : 'Not in an export. '}When erased: ${fate}.`}
      actions={<Badge>{count.toLocaleString('en-US')}</Badge>}
      flush
    >
      <ul className="divide-y divide-line">
        {records.map(({ id, label, at }) => {
          const path = recordPath(org, name, id);
          const words = actionPlaces.has(name) ? actionWords(label) : label;
          return (
            <li
              key={`${id} ${label}`}
              className="flex min-w-0 items-baseline justify-between gap-3 px-4 py-2 text-sm sm:px-5"
            >
              <span className="min-w-0 truncate">
                {path === undefined ? words : <TextLink href={path}>{words}</TextLink>}
              </span>
              {at === null ? null : (
                <span className="shrink-0 text-xs text-ink-3">
                  <RelativeTime at={at} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {count > records.length ? (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-3 sm:px-5">
          and {(count - records.length).toLocaleString('en-US')} more
        </p>
      ) : null}
    </Card>
  );
}
