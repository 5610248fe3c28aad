import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { listLedgerKeys } from '#lib/ledger/list-keys.ts';
import { listReceipts } from '#lib/ledger/list-receipts.ts';
import { proveInclusion } from '#lib/ledger/prove-inclusion.ts';
import { readReceipt } from '#lib/ledger/read-receipt.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';
import { ReceiptView } from '../../../../../components/console/receipts/receipt-view.tsx';
import { shareReceiptsAction } from '../actions.ts';
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
  const [receipt, proof, newest, names] = await Promise.all([
    pageCall(readReceipt, { seq }, inOrg),
    proofOf(org, seq),
    pageCall(listReceipts, { limit: 1 }, inOrg),
    actorNames(org, scopes),
  ]);
  return (
    <ReceiptView
      {...{ org, receipt, proof, names }}
      headSeq={newest.data[0]?.seq}
      shareAction={shareReceiptsAction}
      shareRefusal={scopes.includes('shares:write') ? undefined : 'Only owners and admins share receipts.'}
    />
  );
}

/** What proves the receipt; null where the ledger is not what was signed: the receipt is shown all the same. */
async function proofOf(org: string, seq: string) {
  const inOrg = { orgSlug: org };
  try {
    const inclusion = await pageCall(proveInclusion, { seq }, inOrg);
    return { inclusion, keys: await pageCall(listLedgerKeys, {}, inOrg) };
  } catch (error) {
    if (isHoldfastError(error) && error.code === 'ledger_inconsistent') return null;
    throw error;
  }
}
