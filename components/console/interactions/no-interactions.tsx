import { MessagesSquare } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/text-link.tsx';

/** What stands where nothing has been reported, and how one reports. */
export function NoInteractions({ className }: { className?: string | undefined }) {
  return (
    <EmptyState icon={<MessagesSquare />} title="No interactions" className={className}>
      Mails, calls, chats and visits stand here once your other systems report them, with an API key.{' '}
      <TextLink href="/docs/api#interactions">See how to report them</TextLink>
    </EmptyState>
  );
}
