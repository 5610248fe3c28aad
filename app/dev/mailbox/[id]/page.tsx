import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { listMailbox, readMailbox } from '#lib/identity/mailbox/read-mailbox.ts';
import { MailboxView } from '../../../../components/mailbox/mailbox-view.tsx';

export const metadata: Metadata = { title: 'Local mailbox' };

export default async function MessagePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [{ data }, open] = await Promise.all([pageCall(listMailbox, {}), pageCall(readMailbox, { id })]);
  return <MailboxView messages={data} open={open} />;
}
