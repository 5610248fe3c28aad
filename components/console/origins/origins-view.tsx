import { Globe } from 'lucide-react';
import type { z } from 'zod';
import type { AllowedOrigin } from '#lib/origins/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { AllowOriginForm } from './allow-origin-form.tsx';
import { RemoveOriginButton } from './remove-origin-button.tsx';

export type OriginItem = z.output<typeof AllowedOrigin>;

export interface OriginsViewProps {
  origins: readonly OriginItem[];
  /** So many can be allowed. */
  originsMax: number;
  /** Names by opaque id, for who allowed an origin. */
  people: Readonly<Record<string, string>>;
  /** Form field `origin`. */
  allowAction: FormAction;
  /** Form field `id`. */
  removeAction: FormAction;
  /** Why the reader cannot allow origins, for example the plan; leave out when they can. */
  allowRefusal?: string | undefined;
  /** Why the reader cannot remove origins; leave out when they can. */
  removeRefusal?: string | undefined;
}

/** Where browsers may call the API from. */
export function OriginsView(props: OriginsViewProps) {
  const { origins, originsMax, people, allowAction, removeAction, allowRefusal, removeRefusal } = props;
  const full =
    origins.length >= originsMax ? `At most ${originsMax} origins can be allowed. Remove one first.` : undefined;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Allowed origins"
        description="Browsers let a web page call the API only when the page's origin stands here. Programs on servers need no entry. A key that a page carries can be read by everybody who opens the page: give it the few scopes that strangers may have."
      />
      {allowRefusal === undefined ? null : <Callout tone="info">{allowRefusal}</Callout>}
      <AllowOriginForm action={allowAction} refusal={allowRefusal ?? full} />
      <Card
        flush
        title="Origins"
        description="Requests with a key of this organisation from pages elsewhere are refused."
      >
        {origins.length === 0 ? (
          <EmptyState icon={<Globe />} title="No origins yet">
            No web page can use this organisation's keys. Programs can.
          </EmptyState>
        ) : (
          <ul aria-label="Allowed origins">
            {origins.map((origin) => (
              <li
                key={origin.id}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5"
              >
                <div className="min-w-0 flex-1 basis-56">
                  <code className="font-mono text-sm text-ink [overflow-wrap:anywhere]">{origin.origin}</code>
                  <p className="mt-0.5 text-xs text-ink-3">
                    Allowed <RelativeTime at={origin.createdAt} show="date" />
                    {people[origin.createdBy] === undefined ? null : ` by ${people[origin.createdBy]}`}
                  </p>
                </div>
                <RemoveOriginButton origin={origin} action={removeAction} refusal={removeRefusal} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
