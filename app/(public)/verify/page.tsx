import type { Metadata } from 'next';
import { Wordmark } from '../../../components/shell/logo.tsx';
import { PageHeader } from '../../../components/ui/page-header.tsx';
import { Explanation } from '../../../components/verify/explanation.tsx';
import { VerifyForm } from '../../../components/verify/verify-form.tsx';

export const metadata: Metadata = { title: 'Verify a ledger' };

/** For anybody, without an account: checks an exported ledger in the browser. CLAIMS R8. */
export default function VerifyPage() {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-5 sm:px-8 sm:py-7">
      <header>
        <a href="/" className="inline-flex rounded-sm" aria-label="Holdfast, start page">
          <Wordmark />
        </a>
      </header>
      <main className="grid gap-6 py-10">
        <PageHeader
          title="Verify a ledger"
          description="Checks an exported ledger, or a certificate of erasure, here in your browser. Nothing leaves your machine: once this page has loaded you may cut the connection."
        />
        <VerifyForm />
        <Explanation />
      </main>
    </div>
  );
}
