import { Handshake, Pencil, Plus, Trash2 } from 'lucide-react';
import Link from 'next/link';
import type { z } from 'zod';
import type { ActivityAnswer } from '#lib/crm/activities/schema.ts';
import type { ContactAnswer } from '#lib/crm/contacts/schema.ts';
import type { DealAnswer } from '#lib/crm/deals/schema.ts';
import type { FilePage } from '#lib/files/schema.ts';
import type { InteractionPage } from '#lib/interactions/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Description, DescriptionList } from '../../ui/description-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { ActivitiesCard } from '../activities/activities-card.tsx';
import type { ActivityActions } from '../activities/activity-list.tsx';
import { amountText } from '../deals/deal-words.ts';
import { StageBadge } from '../deals/stage-badge.tsx';
import { FilesCard } from '../files/files-card.tsx';
import { InteractionsCard } from '../interactions/interactions-card.tsx';
import { consolePaths } from '../paths.ts';
import { PlaceHoldButton } from '../retention/hold-buttons.tsx';
import { contactTitle } from './contact-title.ts';

export interface ContactViewProps {
  /** The organisation's slug. */
  org: string;
  contact: ContactAnswer;
  deals: readonly DealAnswer[];
  activities: readonly ActivityAnswer[];
  /** The newest of them. Missing for readers who may not see any. */
  interactions?: z.output<typeof InteractionPage> | undefined;
  /** Deletes an interaction, by `id`. Missing for readers who may not. */
  removeInteraction?: FormAction | undefined;
  /** The newest of them. Missing for readers who may not see any. */
  files?: z.output<typeof FilePage> | undefined;
  /** Deletes a file, by `id`. Missing for readers who may not write files. */
  removeFile?: FormAction | undefined;
  /** Whether a legal hold stands on the contact or on the organisation; missing for readers who may not see holds. */
  held?: boolean | undefined;
  /** Places a hold, by `contactId` and `reason`. Missing for readers who may not. */
  placeHold?: FormAction | undefined;
  /** Whether the reader may find everything about a person. */
  mayFindPerson?: boolean | undefined;
  /** The moment of the page, ISO 8601. */
  now: string;
  /** Missing for readers who may not write. `remove` takes `id`. */
  actions?: { remove: FormAction; activities: ActivityActions & { create: FormAction } } | undefined;
}

/** One contact: how to reach them, what is under way with them, what happened. */
export function ContactView(props: ContactViewProps) {
  const { org, contact, deals, activities, interactions, removeInteraction, files, removeFile, now, actions } = props;
  const title = contactTitle(contact);
  const work = [contact.jobTitle, contact.company].filter((part) => part && part !== title).join(', ');
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Contacts', href: consolePaths.contacts(org) }, { label: title }]}
        title={title}
        description={work || undefined}
        media={<Avatar name={title} size="lg" />}
        aside={props.held ? <Badge tone="warn">Legal hold</Badge> : undefined}
        actions={
          actions ? (
            <>
              {props.placeHold === undefined || props.held ? null : (
                <PlaceHoldButton action={props.placeHold} what={title} contactId={contact.id} refusal={undefined} />
              )}
              <ConfirmDialog
                title={`Delete ${title}?`}
                impact={[
                  'The contact and everything noted about them are deleted.',
                  `${activities.length === 0 ? 'No activity' : 'Their activities'} will be deleted with them.`,
                  ...(interactions?.data.length ? ['Their interactions will be deleted with them.'] : []),
                  ...(files?.data.length ? ['Their files will be deleted with them.'] : []),
                  'Their deals stay, without a contact.',
                ]}
                confirmLabel="Delete contact"
                action={actions.remove}
                hidden={{ org, id: contact.id }}
                trigger={
                  <Button variant="danger-quiet">
                    <Trash2 aria-hidden="true" /> Delete
                  </Button>
                }
              />
              <LinkButton href={consolePaths.editContact(org, contact.id)} variant="primary">
                <Pencil aria-hidden="true" /> Edit
              </LinkButton>
            </>
          ) : null
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <div className="grid gap-6">
          <Card title="Details">
            <DescriptionList className="-my-2" items={details(contact)} />
            {props.mayFindPerson ? (
              <p className="mt-3 text-sm">
                <TextLink href={consolePaths.person(org, contact.id)}>Everything about this person</TextLink>
              </p>
            ) : null}
          </Card>
          {contact.notes ? (
            <Card title="Notes">
              <p className="text-sm whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">{contact.notes}</p>
            </Card>
          ) : null}
        </div>
        <div className="grid gap-6">
          <Card
            flush
            title="Deals"
            actions={
              actions ? (
                <LinkButton size="sm" href={consolePaths.newDeal(org, contact.id)}>
                  <Plus aria-hidden="true" /> New deal
                </LinkButton>
              ) : null
            }
          >
            <ContactDeals org={org} deals={deals} />
          </Card>
          <ActivitiesCard
            org={org}
            of={{ contactId: contact.id }}
            activities={activities}
            actions={actions?.activities}
            now={now}
          />
          {files ? (
            <FilesCard org={org} of={{ contactId: contact.id }} whose={title} page={files} remove={removeFile} />
          ) : null}
          {interactions ? (
            <InteractionsCard
              key={contact.id}
              org={org}
              contactId={contact.id}
              page={interactions}
              remove={removeInteraction}
            />
          ) : null}
        </div>
      </div>
    </div>
  );
}

function ContactDeals({ org, deals }: { org: string; deals: readonly DealAnswer[] }) {
  if (deals.length === 0) {
    return (
      <EmptyState icon={<Handshake />} title="No deals" className="py-10">
        Nothing is under way with this contact.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Deals">
      {deals.map((deal) => (
        <li key={deal.id} className="relative border-b border-line last:border-0 hover:bg-hover">
          <Link
            prefetch={false}
            href={consolePaths.deal(org, deal.id)}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 text-sm outline-offset-[-2px] sm:px-5"
          >
            <span className="min-w-0 flex-1 font-medium text-ink [overflow-wrap:anywhere]">{deal.title}</span>
            <span className="text-ink-2 tabular-nums">{amountText(deal)}</span>
            <StageBadge stage={deal.stage} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function details(contact: ContactAnswer): readonly Description[] {
  const place = [
    contact.addressLine,
    [contact.postalCode, contact.city].filter(Boolean).join(' '),
    [contact.county, contact.region].filter(Boolean).join(', '),
    contact.country,
  ].filter(Boolean);
  const link = 'text-brand-ink underline decoration-brand-line underline-offset-3 hover:decoration-current';
  return [
    {
      term: 'E-mail',
      detail: contact.email ? (
        <span className="-my-1 inline-flex max-w-full items-center gap-1">
          <a href={`mailto:${contact.email}`} className={link}>
            {contact.email}
          </a>
          <CopyButton text={contact.email} label="Copy e-mail address" />
        </span>
      ) : null,
    },
    {
      term: 'Phone',
      detail: contact.phone ? (
        <a href={telephone(contact.phone)} className={link}>
          {contact.phone}
        </a>
      ) : null,
    },
    {
      term: 'Mobile',
      detail: contact.mobile ? (
        <a href={telephone(contact.mobile)} className={link}>
          {contact.mobile}
        </a>
      ) : null,
    },
    {
      term: 'Website',
      detail: contact.website ? (
        <a href={contact.website} className={link} rel="noopener noreferrer" target="_blank">
          {contact.website.replace(/^https?:\/\//, '')}
        </a>
      ) : null,
    },
    { term: 'Company', detail: contact.company },
    { term: 'Job title', detail: contact.jobTitle },
    {
      term: 'Address',
      detail:
        place.length > 0 ? <address className="not-italic whitespace-pre-line">{place.join('\n')}</address> : null,
    },
    {
      term: 'Tags',
      detail:
        contact.tags.length > 0 ? (
          <span className="flex flex-wrap gap-1">
            {contact.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        ) : null,
    },
    ...Object.entries(contact.customFields).map(([term, detail]) => ({ term, detail })),
    { term: 'Added', detail: <RelativeTime at={contact.createdAt} show="datetime" /> },
    { term: 'Changed', detail: <RelativeTime at={contact.updatedAt} show="datetime" /> },
  ];
}

function telephone(number: string): string {
  return `tel:${number.replace(/[^\d+#*]/g, '')}`;
}
