import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { listMailbox } from '#lib/identity/mailbox/read-mailbox.ts';
import { MailboxView } from '../../../components/mailbox/mailbox-view.tsx';

export const metadata: Metadata = { title: 'Local mailbox' };

export default async function MailboxPage() {
  const { data } = await pageCall(listMailbox, {});
  return <MailboxView messages={data} />;
}
