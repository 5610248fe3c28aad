/**
 * What an error page may know of an error: Next sends a browser nothing of an error but its digest. Client-safe.
 */
export interface ErrorDigest {
  readonly code: string;
  readonly requestId: string;
}

const form = /^([a-z_]+) (req_[0-9A-Z]{26})$/;

export function errorDigest({ code, requestId }: ErrorDigest): string {
  return `${code} ${requestId}`;
}

/** Null for the digest of an error that came from elsewhere. */
export function readErrorDigest(digest: string | undefined): ErrorDigest | null {
  const [, code, requestId] = form.exec(digest ?? '') ?? [];
  return code === undefined || requestId === undefined ? null : { code, requestId };
}
