'use client';

import { Badge } from '../../ui/badge.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { AuditItem } from './audit-types.ts';
import { auditActionWords, auditActorWords, auditTone, detailWords, doorWords, reasonWords } from './audit-words.ts';

/** The event's title as a button that opens all that is known of it. */
export function EventSheet({ event }: { event: AuditItem }) {
  const title = auditActionWords(event.action);
  return (
    <Sheet
      trigger={
        <button
          type="button"
          className="-mx-1 max-w-full rounded-xs px-1 text-left font-medium text-ink underline-offset-3 [overflow-wrap:anywhere] hover:underline"
        >
          {title}
        </button>
      }
      title={title}
      description={<RelativeTime at={event.at} show="datetime" />}
    >
      <div className="px-5 py-2">
        <DescriptionList
          items={[
            { term: 'Outcome', detail: <OutcomeBadge event={event} /> },
            { term: 'Reason', detail: mono(event.reason) },
            {
              term: 'Actor',
              detail: (
                <>
                  {auditActorWords(event)}
                  {event.actor === null ? null : <span className="block">{mono(event.actor)}</span>}
                </>
              ),
            },
            { term: 'Action', detail: mono(event.action) },
            ...Object.entries(event.detail).map(([name, value]) => ({
              term: detailWords(name),
              detail: mono(value === null ? null : String(value)),
            })),
            { term: 'Address', detail: mono(event.address) },
            { term: 'Way in', detail: event.door === null ? null : doorWords(event.door) },
            { term: 'Program', detail: mono(event.userAgent) },
            { term: 'Request id', detail: mono(event.requestId) },
            { term: 'Event id', detail: mono(event.id) },
          ]}
        />
      </div>
    </Sheet>
  );
}

/** How it ended: allowed, or why not. */
export function OutcomeBadge({ event }: { event: AuditItem }) {
  const words = event.outcome === 'ok' ? 'Allowed' : reasonWords(event.reason ?? 'refused');
  return <Badge tone={auditTone(event)}>{words}</Badge>;
}

function mono(text: string | null) {
  return text === null ? null : <code className="font-mono text-xs [overflow-wrap:anywhere]">{text}</code>;
}
