import type { ImportAnswer } from '#lib/crm/import/schema.ts';

export type UploadOutcome =
  | { readonly kind: 'stored'; readonly id: string }
  | { readonly kind: 'refused'; readonly message: string; readonly requestId: string | undefined }
  | { readonly kind: 'aborted' };

export interface Upload {
  /** Never rejects. */
  readonly outcome: Promise<UploadOutcome>;
  abort(): void;
}

/** The parts of a problem body (RFC 9457) that a person can use. */
interface Problem {
  detail?: string;
  requestId?: string;
  errors?: readonly { message: string }[];
}

/**
 * Sends a file to the API with the session of the page. It takes `XMLHttpRequest`, since `fetch` does not tell how much
 * of a body has been sent.
 *
 * @param onSent how many bytes have left so far; after the last one the server still reads the file.
 */
export function uploadImport(file: File, onSent: (bytes: number) => void): Upload {
  const request = new XMLHttpRequest();
  const outcome = new Promise<UploadOutcome>((resolve) => {
    request.upload.addEventListener('progress', (event) => onSent(event.loaded));
    request.addEventListener('load', () => resolve(outcomeOf(request)));
    request.addEventListener('error', () =>
      resolve({
        kind: 'refused',
        message: 'The connection broke off. Nothing was imported; try again.',
        requestId: undefined,
      }),
    );
    request.addEventListener('abort', () => resolve({ kind: 'aborted' }));
  });
  request.open('POST', `/api/v1/imports?${new URLSearchParams({ fileName: plainName(file.name) })}`);
  request.setRequestHeader('accept', 'application/json');
  request.setRequestHeader('content-type', 'text/csv');
  request.send(file);
  return { outcome, abort: () => request.abort() };
}

function outcomeOf(request: XMLHttpRequest): UploadOutcome {
  const body = parsed(request.responseText);
  if (request.status === 201) return { kind: 'stored', id: (body as ImportAnswer).id };
  const { detail, requestId, errors } = (body ?? {}) as Problem;
  return {
    kind: 'refused',
    message: errors?.[0]?.message ?? detail ?? 'The file could not be uploaded.',
    requestId: requestId ?? request.getResponseHeader('x-request-id') ?? undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A name that can be shown in one line. */
function plainName(name: string): string {
  return (
    name
      .replace(/\p{C}+/gu, ' ')
      .trim()
      .slice(0, 200)
      .toWellFormed() || 'contacts.csv'
  );
}

/**
 * Whether the session is still in the organisation that the page shows; it may have been switched in another tab, and the
 * file must not go there.
 */
export async function sessionIsIn(org: string): Promise<boolean> {
  try {
    const answer = await fetch('/api/v1/me', { headers: { accept: 'application/json' } });
    if (!answer.ok) return false;
    const { organization } = (await answer.json()) as { organization: { slug: string } };
    return organization.slug === org;
  } catch {
    return false;
  }
}
