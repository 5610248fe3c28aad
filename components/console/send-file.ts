export type SendOutcome<Answer> =
  | { readonly kind: 'stored'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly message: string; readonly requestId: string | undefined }
  | { readonly kind: 'aborted' };

export interface Sending<Answer> {
  /** Never rejects. */
  readonly outcome: Promise<SendOutcome<Answer>>;
  abort(): void;
}

/** The parts of a problem body (RFC 9457) that a person can use. */
interface Problem {
  detail?: string;
  requestId?: string;
  errors?: readonly { message: string }[];
}

export interface SendOptions {
  /** Below `/api/v1`, with its query. */
  readonly path: string;
  readonly contentType: string;
  /** How many bytes have left so far; after the last one the server still reads the file. */
  readonly onSent: (bytes: number) => void;
}

/**
 * Sends a file to the API with the session of the page. It takes `XMLHttpRequest`, since `fetch` does not tell how much
 * of a body has been sent.
 */
export function sendFile<Answer>(file: File, { path, contentType, onSent }: SendOptions): Sending<Answer> {
  const request = new XMLHttpRequest();
  const outcome = new Promise<SendOutcome<Answer>>((resolve) => {
    request.upload.addEventListener('progress', (event) => onSent(event.loaded));
    request.addEventListener('load', () => resolve(outcomeOf<Answer>(request)));
    request.addEventListener('error', () =>
      resolve({
        kind: 'refused',
        message: 'The connection broke off. Nothing was taken; try again.',
        requestId: undefined,
      }),
    );
    request.addEventListener('abort', () => resolve({ kind: 'aborted' }));
  });
  request.open('POST', `/api/v1${path}`);
  request.setRequestHeader('accept', 'application/json');
  request.setRequestHeader('content-type', contentType);
  request.send(file);
  return { outcome, abort: () => request.abort() };
}

function outcomeOf<Answer>(request: XMLHttpRequest): SendOutcome<Answer> {
  const body = parsed(request.responseText);
  if (request.status === 201) return { kind: 'stored', answer: body as Answer };
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
export function plainFileName(name: string, otherwise: string): string {
  return (
    name
      .replace(/\p{C}+/gu, ' ')
      .trim()
      .slice(0, 200)
      .toWellFormed() || otherwise
  );
}

/** What a page says when {@link sessionIsIn} says no. */
export const otherOrganization =
  'You are not working in this organisation any more; you may have switched in another tab. Load this page again.';

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
