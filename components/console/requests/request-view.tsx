import { kindWords } from '#lib/privacy/requests/kinds.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { AnswerCard } from './answer-card.tsx';
import { AssignForm } from './assign-form.tsx';
import { type RequestActions, RequestButtons } from './request-buttons.tsx';
import { type RequestReceipt, RequestTimeline } from './request-timeline.tsx';
import type { Answerer, RequestItem, RequestMatch } from './request-types.ts';
import { DueBadge, owedMailWords, StateBadge } from './request-words.tsx';
import { SubjectCard } from './subject-card.tsx';

export interface RequestViewProps {
  /** The organisation's slug. */
  org: string;
  request: RequestItem;
  matches: readonly RequestMatch[];
  linkedName: string | null;
  answerers: readonly Answerer[];
  receipts: readonly RequestReceipt[];
  /** Names by opaque id. */
  names: Readonly<Record<string, string>>;
  exportLost: boolean;
  actions: RequestActions;
  /** Why the reader cannot change it. */
  refusal: string | undefined;
  /** The moment of the page, ISO 8601. */
  now: string;
}

/** One request: what was asked, until when, about whom, what was done. */
export function RequestView(props: RequestViewProps) {
  const { org, request, matches, linkedName, answerers, receipts, names, exportLost, actions, refusal, now } = props;
  const { title, article } = kindWords[request.kind];
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Requests', href: consolePaths.requests(org) }, { label: title }]}
        title={title}
        description={`GDPR ${article}: ${kindWords[request.kind].wish.toLowerCase()}.`}
        aside={
          <span className="flex flex-wrap gap-1.5">
            <StateBadge state={request.state} />
            <DueBadge request={request} now={now} />
          </span>
        }
        actions={<RequestButtons {...{ request, actions, refusal, now }} />}
      />
      {request.owedMail === null ? null : <Callout tone="info">{owedMailWords(request.owedMail)}</Callout>}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-6">
          <WordsCard request={request} />
          <AnswerCard {...{ request, actions, refusal, exportLost }} />
          <SubjectCard {...{ org, request, matches, linkedName, refusal }} linkAction={actions.link} />
        </div>
        <div className="grid min-w-0 gap-6">
          <TermCard {...{ request, answerers, names, refusal }} assignAction={actions.assign} />
          <Card title="What happened">
            <RequestTimeline {...{ org, receipts, names }} />
          </Card>
        </div>
      </div>
    </div>
  );
}

function WordsCard({ request }: { request: RequestItem }) {
  const { name, email, message, erasedAt } = request;
  if (erasedAt !== null) {
    return (
      <Card title="What they wrote">
        <p className="text-sm text-ink-3">
          Removed <RelativeTime at={erasedAt} show="date" />, with their address. The rest stays for the figures.
        </p>
      </Card>
    );
  }
  return (
    <Card title="What they wrote">
      <div className="grid gap-4">
        <DescriptionList
          className="-my-2"
          items={[
            { term: 'Name', detail: name },
            {
              term: 'Address',
              detail:
                email === null ? null : (
                  <span className="inline-flex flex-wrap items-center gap-1">
                    {email} <CopyButton text={email} label="Copy address" />
                  </span>
                ),
            },
          ]}
        />
        {message === null ? (
          <p className="text-sm text-ink-3">Nothing besides.</p>
        ) : (
          <p className="text-sm whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">{message}</p>
        )}
      </div>
    </Card>
  );
}

interface TermCardProps {
  request: RequestItem;
  answerers: readonly Answerer[];
  names: Readonly<Record<string, string>>;
  assignAction: RequestActions['assign'];
  refusal: string | undefined;
}

function TermCard({ request, answerers, names, assignAction, refusal }: TermCardProps) {
  const { receivedAt, verifiedAt, dueAt, extendedAt, extensionReason, closedAt, answeredBy, assignedTo } = request;
  const who = (id: string | null) => (id === null ? null : (names[id] ?? id));
  const open = request.state === 'open';
  return (
    <Card title="Term">
      <div className="grid gap-4">
        <DescriptionList
          className="-my-2"
          items={[
            { term: 'Received', detail: <RelativeTime at={receivedAt} show="datetime" /> },
            {
              term: 'Confirmed',
              detail: verifiedAt === null ? null : <RelativeTime at={verifiedAt} show="datetime" />,
            },
            { term: 'Due', detail: <RelativeTime at={dueAt} show="date" /> },
            ...(extendedAt === null
              ? []
              : [
                  { term: 'Extended', detail: <RelativeTime at={extendedAt} show="date" /> },
                  { term: 'Because', detail: extensionReason },
                ]),
            ...(closedAt === null
              ? []
              : [
                  { term: 'Closed', detail: <RelativeTime at={closedAt} show="datetime" /> },
                  { term: 'By', detail: who(answeredBy) },
                  { term: 'Taken care of', detail: who(assignedTo) },
                ]),
          ]}
        />
        {open ? <AssignForm {...{ request, answerers, refusal }} action={assignAction} /> : null}
      </div>
    </Card>
  );
}
