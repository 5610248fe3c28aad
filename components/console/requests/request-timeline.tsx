import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { actionWords, actorWords, receiptHref } from '../receipts/receipt-words.ts';

/** A receipt as the timeline needs it. */
export interface RequestReceipt {
  readonly seq: number;
  readonly at: string;
  readonly action: string;
  readonly actor: string;
}

const words: Readonly<Record<string, string>> = {
  'subjectRequest.received': 'Received',
  'subjectRequest.verified': 'Address confirmed',
  'subjectRequest.assigned': 'Taken on',
  'subjectRequest.linked': 'Contact named',
  'subjectRequest.extended': 'Extended',
  'subjectRequest.reminded': 'Reminder sent',
  'subjectRequest.mailed': 'Person told by mail',
  'subjectRequest.fulfilled': 'Fulfilled',
  'subjectRequest.refused': 'Refused',
  'subjectRequest.withdrawn': 'Withdrawn',
  'subjectRequest.opened': 'Answer opened',
  'subjectRequest.downloaded': 'Archive fetched',
  'subjectRequest.answerRevoked': 'Link to the answer replaced or taken back',
};

export interface RequestTimelineProps {
  org: string;
  /** Newest first. */
  receipts: readonly RequestReceipt[];
  names: Readonly<Record<string, string>>;
}

/** What happened to a request, as the ledger has it. */
export function RequestTimeline({ org, receipts, names }: RequestTimelineProps) {
  return (
    <Timeline
      label="What happened"
      entries={receipts.map(({ seq, at, action, actor }) => ({
        id: String(seq),
        title: words[action] ?? actionWords(action),
        at: <RelativeTime at={at} />,
        children: (
          <span className="text-xs text-ink-3">
            {actor === 'anonymous' ? 'The person' : actorWords(actor, names)},{' '}
            <TextLink href={receiptHref(org, seq)}>receipt {seq}</TextLink>
          </span>
        ),
      }))}
    />
  );
}
