import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readCaller } from '#lib/api-keys/read-caller.ts';
import { readConsentSettings } from '#lib/consent/read-settings.ts';
import { readScan } from '#lib/consent/scan/read-scan.ts';
import { pageCall } from '#lib/http/page-door.ts';
import { ScanView } from '../../../../../../../components/console/consent/scan-view.tsx';

export const metadata: Metadata = { title: 'Scan' };

interface ScanPageProps {
  params: Promise<{ org: string; storefront: string; scan: string }>;
}

export default async function ScanPage({ params }: ScanPageProps) {
  const { org, storefront, scan: scanId } = await params;
  const inOrg = { orgSlug: org };
  const { scopes } = await pageCall(readCaller, {}, inOrg);
  const { id, name } = await pageCall(readConsentSettings, { id: storefront }, inOrg);
  const scan = await pageCall(readScan, { id: scanId }, inOrg);
  if (scan.storefront !== id) notFound();
  const before = scan.previous === null ? null : await pageCall(readScan, { id: scan.previous }, inOrg);
  const previous = before?.report ? { id: before.id, report: before.report } : null;
  return (
    <ScanView {...{ org, scan, previous }} storefront={{ id, name }} canAdd={scopes.includes('storefronts:write')} />
  );
}
