import { Scale } from 'lucide-react';
import type { FormAction } from '../../forms/form-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { PlaceHoldButton, ReleaseHoldButton } from './hold-buttons.tsx';
import type { HoldItem } from './retention-types.ts';

interface HoldsCardProps {
  /** The organisation's slug. */
  org: string;
  /** The newest first, those that ended among them. */
  holds: readonly HoldItem[];
  /** Names by opaque id. */
  people: Readonly<Record<string, string>>;
  placeAction: FormAction;
  releaseAction: FormAction;
  refusal: string | undefined;
}

/** What must not be erased. */
export function HoldsCard({ org, holds, people, placeAction, releaseAction, refusal }: HoldsCardProps) {
  return (
    <Card
      flush
      title="Legal holds"
      description="What is held is erased by nobody and by no lapse of time. A single contact is held on their own page."
      actions={<PlaceHoldButton action={placeAction} refusal={refusal} what="the whole organisation" />}
    >
      {holds.length === 0 ? (
        <EmptyState icon={<Scale />} title="Nothing is held">
          Place a hold when a court or an authority may ask for what is kept here.
        </EmptyState>
      ) : (
        <ul aria-label="Legal holds">
          {holds.map((hold) => (
            <li
              key={hold.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5"
            >
              <div className="min-w-0 flex-1 basis-56">
                <p className="flex flex-wrap items-center gap-2 text-sm text-ink">
                  <span className="font-medium">
                    {hold.contactId === null ? (
                      'The whole organisation'
                    ) : (
                      <TextLink href={consolePaths.contact(org, hold.contactId)}>
                        {hold.contactName ?? hold.contactId}
                      </TextLink>
                    )}
                  </span>
                  {hold.releasedAt === null ? <Badge tone="warn">Held</Badge> : <Badge>Ended</Badge>}
                </p>
                <p className="mt-0.5 text-sm text-ink-2 [overflow-wrap:anywhere]">{hold.reason}</p>
                <p className="mt-0.5 text-xs text-ink-3">
                  Since <RelativeTime at={hold.createdAt} show="date" />
                  {byName(people, hold.createdBy)}
                  {hold.releasedAt === null ? null : (
                    <>
                      ; ended <RelativeTime at={hold.releasedAt} show="date" />
                      {byName(people, hold.releasedBy)}
                    </>
                  )}
                </p>
              </div>
              {hold.releasedAt === null ? (
                <ReleaseHoldButton hold={hold} action={releaseAction} refusal={refusal} />
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function byName(people: Readonly<Record<string, string>>, id: string | null): string {
  return id === null || people[id] === undefined ? '' : ` by ${people[id]}`;
}
