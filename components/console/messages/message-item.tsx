import type { HeldMessageAnswer } from '#lib/storefronts/message/schema.ts';
import { Badge } from '../../ui/badge.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { heldReasonWords } from './held-words.ts';
import { MessageButtons, type MessageButtonsProps } from './message-buttons.tsx';

export interface MessageItemProps extends Pick<MessageButtonsProps, 'accept' | 'dismiss' | 'refusal'> {
  message: HeldMessageAnswer;
}

/** A message that waits: who wrote what, why it waits, and what can be done. */
export function MessageItem({ message, ...buttons }: MessageItemProps) {
  const { id, name, email, phone, company, storefrontName, reason, at, linksConsent } = message;
  const { label, says } = heldReasonWords[reason];
  const beside = [email, phone, company].filter((part) => part !== null).join(' · ');
  return (
    <li className="grid gap-3 border-b border-line px-4 py-4 last:border-0 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <p className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{name}</p>
          <p className="text-xs text-ink-3 [overflow-wrap:anywhere]">{beside}</p>
        </div>
        <Badge tone={reason === 'honeypot' ? 'danger' : 'warn'}>{label}</Badge>
      </div>
      <p className="text-sm whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">{message.message}</p>
      <p className="text-xs text-ink-3">
        {says} {linksConsent ? 'The visitor links their choice about cookies to it.' : null}
      </p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-3">
          <span>{storefrontName ?? 'A storefront that is gone'}</span>
          <RelativeTime at={at} />
        </p>
        <MessageButtons {...{ id, name }} {...buttons} />
      </div>
    </li>
  );
}
