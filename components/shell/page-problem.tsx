'use client';

import { readErrorDigest } from '#lib/http/error-digest.ts';
import { type ErrorCode, errorTable } from '#lib/platform/errors.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';

/** What went wrong, in the words of the table of errors, with the request id to quote. */
export function PageProblem({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const known = readErrorDigest(digest);
  const row = known && known.code in errorTable ? errorTable[known.code as ErrorCode] : errorTable.internal;
  return (
    <ErrorState
      title={row.title}
      requestId={known?.requestId ?? digest}
      action={
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      {row.message}
    </ErrorState>
  );
}
