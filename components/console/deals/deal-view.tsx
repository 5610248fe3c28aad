import { Pencil, Trash2 } from 'lucide-react';
import type { z } from 'zod';
import type { ActivityAnswer } from '#lib/crm/activities/schema.ts';
import type { DealAnswer } from '#lib/crm/deals/schema.ts';
import type { FilePage } from '#lib/files/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { CalendarDate } from '../../ui/calendar-date.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { ActivitiesCard } from '../activities/activities-card.tsx';
import type { ActivityActions } from '../activities/activity-list.tsx';
import { FilesCard } from '../files/files-card.tsx';
import { consolePaths } from '../paths.ts';
import { amountText } from './deal-words.ts';
import { StageBadge } from './stage-badge.tsx';

export interface DealViewProps {
  /** The organisation's slug. */
  org: string;
  deal: DealAnswer;
  activities: readonly ActivityAnswer[];
  /** The newest of them. Missing for readers who may not see any. */
  files?: z.output<typeof FilePage> | undefined;
  /** Deletes a file, by `id`. Missing for readers who may not write files. */
  removeFile?: FormAction | undefined;
  /** The moment of the page, ISO 8601. */
  now: string;
  /** Missing for readers who may not write. `remove` takes `id`. */
  actions?: { remove: FormAction; activities: ActivityActions & { create: FormAction } } | undefined;
}

/** One deal: what it is worth, how far it has come, what happened. */
export function DealView({ org, deal, activities, files, removeFile, now, actions }: DealViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Deals', href: consolePaths.deals(org) }, { label: deal.title }]}
        title={deal.title}
        aside={<StageBadge stage={deal.stage} />}
        description={amountText(deal) ?? undefined}
        actions={
          actions ? (
            <>
              <ConfirmDialog
                title="Delete this deal?"
                description={deal.title}
                impact={['The deal, its activities and its files are deleted.', 'The contact stays.']}
                confirmLabel="Delete deal"
                action={actions.remove}
                hidden={{ org, id: deal.id }}
                trigger={
                  <Button variant="danger-quiet">
                    <Trash2 aria-hidden="true" /> Delete
                  </Button>
                }
              />
              <LinkButton href={consolePaths.editDeal(org, deal.id)} variant="primary">
                <Pencil aria-hidden="true" /> Edit
              </LinkButton>
            </>
          ) : null
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
        <Card title="Details">
          <DescriptionList
            className="-my-2"
            items={[
              {
                term: 'Contact',
                detail:
                  deal.contactId && deal.contactName ? (
                    <TextLink href={consolePaths.contact(org, deal.contactId)}>{deal.contactName}</TextLink>
                  ) : null,
              },
              { term: 'Amount', detail: amountText(deal) },
              { term: 'Expected', detail: deal.expectedCloseOn ? <CalendarDate on={deal.expectedCloseOn} /> : null },
              { term: 'Closed', detail: deal.closedAt ? <RelativeTime at={deal.closedAt} show="datetime" /> : null },
              { term: 'Notes', detail: deal.notes ? <span className="whitespace-pre-line">{deal.notes}</span> : null },
              { term: 'Added', detail: <RelativeTime at={deal.createdAt} show="datetime" /> },
              { term: 'Changed', detail: <RelativeTime at={deal.updatedAt} show="datetime" /> },
            ]}
          />
        </Card>
        <div className="grid gap-6">
          <ActivitiesCard
            org={org}
            of={{ dealId: deal.id }}
            activities={activities}
            actions={actions?.activities}
            now={now}
          />
          {files ? (
            <FilesCard org={org} of={{ dealId: deal.id }} whose={deal.title} page={files} remove={removeFile} />
          ) : null}
        </div>
      </div>
    </div>
  );
}
