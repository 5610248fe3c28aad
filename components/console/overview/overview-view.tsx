import { Check, ScrollText } from 'lucide-react';
import Link from 'next/link';
import type { ActivityAnswer } from '#lib/crm/activities/schema.ts';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Stat } from '../../ui/stat.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { ActivityList } from '../activities/activity-list.tsx';
import { consolePaths } from '../paths.ts';

export interface OverviewStep {
  title: string;
  description: string;
  href: string;
  done: boolean;
}

export interface OverviewReceipt {
  seq: number;
  at: string;
  /** `contact.created` and the like. */
  action: string;
  subject: string;
}

export interface OverviewViewProps {
  /** The organisation's slug. */
  org: string;
  organizationName: string;
  counts: { contacts: number; openDeals: number; dueActivities: number; receipts: number };
  /** What a new organisation does first; the card goes away when all is done. */
  steps: readonly OverviewStep[];
  due: readonly ActivityAnswer[];
  receipts: readonly OverviewReceipt[];
  /** How far the auditor found the ledger in order, and when. */
  verified?: { to: number; at: string | null; stale: boolean } | undefined;
  /** The moment of the page, ISO 8601. */
  now: string;
}

/** The first page: what there is, what is due, what happened last. */
export function OverviewView({
  org,
  organizationName,
  counts,
  steps,
  due,
  receipts,
  verified,
  now,
}: OverviewViewProps) {
  const number = (value: number) => value.toLocaleString('en-US');
  const left = steps.filter((step) => !step.done).length;
  return (
    <div className="grid gap-6">
      <PageHeader title={organizationName} description="What there is, what is due, what happened last." />
      <div className="grid gap-4 grid-cols-2 xl:grid-cols-4">
        <Stat label="Contacts" value={number(counts.contacts)} href={consolePaths.contacts(org)} />
        <Stat label="Open deals" value={number(counts.openDeals)} href={consolePaths.deals(org)} />
        <Stat
          label="Activities due"
          value={number(counts.dueActivities)}
          href={`${consolePaths.activities(org)}?done=false&sort=dueAt`}
        />
        <Stat label="Receipts in the ledger" value={number(counts.receipts)} href={consolePaths.receipts(org)} />
      </div>
      {left > 0 ? <FirstSteps steps={steps} left={left} /> : null}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card flush title="Due next" actions={<TextLink href={consolePaths.activities(org)}>All activities</TextLink>}>
          <ActivityList org={org} activities={due} now={now} />
        </Card>
        <Card
          title="Latest receipts"
          description={verified === undefined ? undefined : <Verified {...verified} />}
          actions={<TextLink href={consolePaths.receipts(org)}>The ledger</TextLink>}
        >
          {receipts.length === 0 ? (
            <EmptyState icon={<ScrollText />} title="Nothing written yet" className="py-8">
              Every change leaves a receipt here.
            </EmptyState>
          ) : (
            <Timeline
              label="Latest receipts"
              entries={receipts.map((receipt) => ({
                id: String(receipt.seq),
                title: <span className="font-mono text-xs">{receipt.action}</span>,
                at: <RelativeTime at={receipt.at} />,
                children: (
                  <span className="font-mono text-xs text-ink-3">
                    #{receipt.seq} {receipt.subject}
                  </span>
                ),
              }))}
            />
          )}
        </Card>
      </div>
    </div>
  );
}

function Verified({ to, at, stale }: NonNullable<OverviewViewProps['verified']>) {
  if (at === null) return stale ? 'Not checked yet, although that is due.' : 'The first check is on its way.';
  return (
    <>
      Checked up to receipt {to.toLocaleString('en-US')}, <RelativeTime at={at} />
      {stale ? '. A check is overdue.' : '.'}
    </>
  );
}

function FirstSteps({ steps, left }: { steps: readonly OverviewStep[]; left: number }) {
  return (
    <Card flush title="Getting started" description={`${steps.length - left} of ${steps.length} done`}>
      <ol>
        {steps.map((step) => (
          <li
            key={step.href}
            className="relative flex items-start gap-3 border-b border-line px-4 py-3 last:border-0 hover:bg-hover sm:px-5"
          >
            <span
              className={cn(
                'mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border',
                step.done ? 'border-brand bg-brand text-on-brand' : 'border-control-line',
              )}
            >
              {step.done ? <Check aria-hidden="true" className="size-3" /> : null}
              <span className="sr-only">{step.done ? 'Done' : 'To do'}</span>
            </span>
            <span className="min-w-0">
              <Link
                prefetch={false}
                href={step.href}
                className={cn(
                  'text-sm font-medium after:absolute after:inset-0',
                  step.done ? 'text-ink-3 line-through' : 'text-ink',
                )}
              >
                {step.title}
              </Link>
              <span className="block text-sm text-ink-3">{step.description}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
