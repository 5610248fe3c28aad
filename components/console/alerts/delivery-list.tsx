'use client';

import { Send } from 'lucide-react';
import { ActionForm } from '../../forms/action-form.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { DeliveryItem } from './alert-types.ts';
import { DeliveryBadge, failureWords } from './alert-words.tsx';

export interface DeliveryListProps {
  deliveries: readonly DeliveryItem[];
  /** Form field `id`. */
  retryAction: FormAction;
  /** Why the reader cannot send anything again; leave out when they can. */
  refusal?: string | undefined;
  /** What is said when there are none. */
  none: string;
}

/** Messages and what became of them; one that was given up can be sent again. */
export function DeliveryList({ deliveries, retryAction, refusal, none }: DeliveryListProps) {
  if (deliveries.length === 0) {
    return (
      <EmptyState icon={<Send />} title="No messages" className="py-8">
        {none}
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Messages">
      {deliveries.map((delivery) => (
        <li
          key={delivery.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 text-sm last:border-0 sm:px-5"
        >
          <div className="min-w-0 flex-1 basis-56">
            <p className="flex flex-wrap items-center gap-2 font-medium text-ink">
              {delivery.channel === 'mail' ? 'Mail' : 'Webhook'}
              <DeliveryBadge state={delivery.state} />
            </p>
            <p className="mt-0.5 text-xs text-ink-3 [overflow-wrap:anywhere]">
              {delivery.event}, <RelativeTime at={delivery.createdAt} />
              {delivery.attempts > 0 ? `, tried ${delivery.attempts}×` : ''}
              {delivery.lastError === null ? '' : `: ${failureWords(delivery.lastError)}`}
            </p>
          </div>
          {delivery.state === 'failed' ? (
            <ActionForm action={retryAction} hidden={{ id: delivery.id }}>
              <SubmitButton size="sm" disabledReason={refusal}>
                Send again<span className="sr-only">: {delivery.id}</span>
              </SubmitButton>
            </ActionForm>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
