import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageCall } from '#lib/http/page-door.ts';
import { readErasureCertificate } from '#lib/privacy/erasure/read-certificate.ts';
import { CertificateNumber } from '#lib/privacy/erasure/schema.ts';
import { ErasureCertificateView } from '../../../../components/erasure/erasure-certificate-view.tsx';

export const metadata: Metadata = { title: 'Certificate of erasure', robots: { index: false, follow: false } };

interface ErasurePageProps {
  params: Promise<{ number: string }>;
}

/** For anybody with the number, without an account or an organisation: there is none any more. CLAIMS G3, R8. */
export default async function ErasureCertificatePage({ params }: ErasurePageProps) {
  const given = CertificateNumber.safeParse(await params);
  // What is no number finds nothing, as any wrong one does.
  if (!given.success) notFound();
  return <ErasureCertificateView erasure={await pageCall(readErasureCertificate, given.data)} />;
}
