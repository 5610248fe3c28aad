import { MailCheck } from 'lucide-react';
import type { z } from 'zod';
import type { HeldMessagePage } from '#lib/storefronts/message/schema.ts';
import { Pager } from '../../tables/pager.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { MessageItem, type MessageItemProps } from './message-item.tsx';

export interface MessagesViewProps extends Omit<MessageItemProps, 'message'> {
  /** The organisation's slug. */
  org: string;
  page: z.output<typeof HeldMessagePage>;
  query: PageQuery;
  pageSize: number;
}

/** Messages of contact forms that wait until somebody has looked at them, the newest first. */
export function MessagesView({ org, page, query, pageSize, ...buttons }: MessagesViewProps) {
  const path = consolePaths.heldMessages(org);
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Messages to look at"
        crumbs={[{ label: 'Storefronts', href: consolePaths.storefronts(org) }, { label: 'Messages' }]}
        description="Nothing showed for sure that a person sent these. Accept makes a contact and an interaction; what nobody decides about is deleted when its time has come."
      />
      <Card flush>
        {page.data.length === 0 ? (
          <EmptyState icon={<MailCheck />} title="No message waits">
            Messages that were checked go straight to{' '}
            <TextLink href={`${consolePaths.interactions(org)}?channel=web`}>your interactions</TextLink>.
          </EmptyState>
        ) : (
          <ul aria-label="Messages that wait">
            {page.data.map((message) => (
              <MessageItem key={message.id} message={message} {...buttons} />
            ))}
          </ul>
        )}
        <Pager
          {...{ path, query, pageSize }}
          nextCursor={page.nextCursor}
          count={page.data.length}
          noun={['message', 'messages']}
        />
      </Card>
    </div>
  );
}
