'use client';

import { PageProblem } from '../../../components/shell/page-problem.tsx';

export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageProblem digest={error.digest} retry={reset} />;
}
