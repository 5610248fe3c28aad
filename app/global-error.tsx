'use client';

import './globals.css';
import { PageProblem } from '../components/shell/page-problem.tsx';

/** When the root layout itself fails. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="grid min-h-dvh place-items-center px-6">
          <PageProblem digest={error.digest} retry={reset} />
        </main>
      </body>
    </html>
  );
}
