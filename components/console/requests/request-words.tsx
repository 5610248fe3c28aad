import { daysLeft } from '#lib/privacy/requests/due.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import type { RequestItem } from './request-types.ts';

const stateLooks: Readonly<Record<RequestItem['state'], { readonly tone: Tone; readonly words: string }>> = {
  open: { tone: 'info', words: 'Open' },
  fulfilled: { tone: 'ok', words: 'Fulfilled' },
  refused: { tone: 'danger', words: 'Refused' },
  withdrawn: { tone: 'neutral', words: 'Withdrawn' },
};

export const stateWords = (state: RequestItem['state']) => stateLooks[state].words;

export function StateBadge({ state }: { state: RequestItem['state'] }) {
  return <Badge tone={stateLooks[state].tone}>{stateLooks[state].words}</Badge>;
}

/** How long there is left to answer; nothing once it was. `now`: the moment of the page, ISO 8601. */
export function DueBadge({ request, now }: { request: Pick<RequestItem, 'state' | 'dueAt'>; now: string }) {
  if (request.state !== 'open') return null;
  const left = daysLeft(request.dueAt, new Date(now));
  const tone: Tone = left < 0 ? 'danger' : left <= 7 ? 'warn' : 'neutral';
  return (
    <Badge dot tone={tone}>
      {dueWords(left)}
    </Badge>
  );
}

/** @param left whole days; negative once the term has passed. */
export function dueWords(left: number): string {
  if (left < 0) return left === -1 ? 'Overdue by 1 day' : `Overdue by ${-left} days`;
  if (left === 0) return 'Due today';
  return left === 1 ? 'Due tomorrow' : `Due in ${left} days`;
}

const owedWords: Readonly<Record<NonNullable<RequestItem['owedMail']>, string>> = {
  received: 'The mail that it was received is on its way.',
  extension: 'The mail that it takes longer is on its way.',
  answer: 'The answer is on its way.',
  withdrawal: 'The mail that it was withdrawn is on its way.',
};

export function owedMailWords(owed: NonNullable<RequestItem['owedMail']>): string {
  return owedWords[owed];
}
