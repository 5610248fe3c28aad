import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { readReceipt } from '#lib/ledger/read-receipt.ts';
import { ReceiptView } from '../../../../../components/console/receipts/receipt-view.tsx';
import { actorNames } from '../actor-names.ts';

interface ReceiptPageProps {
  params: Promise<{ org: string; seq: string }>;
}

export async function generateMetadata({ params }: ReceiptPageProps): Promise<Metadata> {
  return { title: `Receipt ${(await params).seq}` };
}

export default async function ReceiptPage({ params }: ReceiptPageProps) {
  const { org, seq } = await params;
  // An address that can be no receipt's is no page, rather than bad input.
  if (!/^[1-9]\d{0,14}$/.test(seq)) notFound();
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const [receipt, newest, names] = await Promise.all([
    pageCall(readReceipt, { seq }, inOrg),
    pageCall(listReceipts, { limit: 1 }, inOrg),
    actorNames(org, scopes),
  ]);
  return <ReceiptView org={org} receipt={receipt} names={names} headSeq={newest.data[0]?.seq} />;
}
