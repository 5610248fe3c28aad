'use client';

import { PageProblem } from '../components/shell/page-problem.tsx';

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <PageProblem digest={error.digest} retry={reset} />
    </main>
  );
}
