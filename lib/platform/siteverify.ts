import { z } from 'zod';

/** Whose matter it is that a token was not found good. */
type Blame = 'visitor' | 'installation' | 'verifier';

/**
 * Every error code that Cloudflare documents (developers.cloudflare.com/turnstile/get-started/server-side-validation). What
 * is the visitor's matter is a verdict on the token; everything else says nothing about who sent it.
 */
export const siteverifyErrors = {
  'missing-input-secret': { blame: 'installation', means: 'no secret key came along' },
  'invalid-input-secret': { blame: 'installation', means: 'the secret key is wrong or was revoked' },
  'missing-input-response': { blame: 'visitor', means: 'no token came along' },
  'invalid-input-response': { blame: 'visitor', means: 'the token is made up' },
  'bad-request': { blame: 'installation', means: 'the request was malformed' },
  'timeout-or-duplicate': { blame: 'visitor', means: 'the token is older than 300 seconds or was used before' },
  'internal-error': { blame: 'verifier', means: 'the verifier failed; it may be asked again' },
} as const satisfies Record<string, { readonly blame: Blame; readonly means: string }>;

export interface SiteverifyQuestion {
  readonly url: string;
  readonly secret: string;
  readonly token: string;
  readonly address: string;
  /** A UUID: asked again under the same one, a good token is good again. Fresh for each sending of a form. */
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

export type SiteverifyAnswer =
  | { readonly kind: 'good'; readonly hostname: string; readonly action: string; readonly challengedAt: string }
  | { readonly kind: 'wrong'; readonly reason: string }
  /**
   * Nothing was found out. `lost`: no answer arrived, so that the next visitor may wait in vain as well; else one did, at
   * once. `again`: whether asking once more may help.
   */
  | {
      readonly kind: 'unknown';
      readonly blame: Exclude<Blame, 'visitor'>;
      readonly reason: string;
      readonly lost: boolean;
      readonly again: boolean;
      readonly cause?: unknown;
    };

const Verdict = z.object({
  success: z.boolean(),
  hostname: z.string().nullish(),
  action: z.string().nullish(),
  challenge_ts: z.string().nullish(),
  'error-codes': z.array(z.string()).nullish(),
});

/** An answer has a few hundred bytes. */
export const answerBytesMax = 16 * 1024;

/** Asks once. Never throws: what keeps an answer from coming is an answer of the kind `unknown`. */
export async function askSiteverify(question: SiteverifyQuestion): Promise<SiteverifyAnswer> {
  try {
    const answer = await fetch(question.url, {
      method: 'POST',
      body: new URLSearchParams({
        secret: question.secret,
        response: question.token,
        remoteip: question.address,
        idempotency_key: question.idempotencyKey,
      }),
      // Whoever is led elsewhere would take the secret along.
      redirect: 'manual',
      signal: question.signal,
    });
    return judge(answer.status, await textOf(answer));
  } catch (cause) {
    const late = question.signal.aborted;
    const reason = late ? 'no answer in time' : 'not reached';
    return { kind: 'unknown', blame: 'verifier', reason, lost: true, again: !late, cause };
  }
}

function judge(status: number, text: string | null): SiteverifyAnswer {
  const verdict = text === null ? undefined : Verdict.safeParse(parsed(text)).data;
  const answered = status >= 200 && status < 300;
  // A refusal may come with a status of its own; nothing but a plain answer makes a token good.
  if (verdict === undefined || (verdict.success && !answered)) {
    const reason = answered ? 'unreadable answer' : `status ${status}`;
    return { kind: 'unknown', blame: 'verifier', reason, lost: true, again: status >= 500 };
  }
  if (!verdict.success) return judgeCodes(verdict['error-codes'] ?? []);
  const { hostname, action, challenge_ts: challengedAt } = verdict;
  return { kind: 'good', hostname: hostname ?? '', action: action ?? '', challengedAt: challengedAt ?? '' };
}

/** What we are to blame for outweighs the rest: a verdict on a question that was wrong is no verdict. */
function judgeCodes(codes: readonly string[]): SiteverifyAnswer {
  const reason = codes.map((code) => code.slice(0, 40)).join(' ') || 'refused without a code';
  const blames = codes.map((code): Blame => {
    return Object.hasOwn(siteverifyErrors, code)
      ? siteverifyErrors[code as keyof typeof siteverifyErrors].blame
      : 'verifier';
  });
  if (blames.includes('installation')) {
    return { kind: 'unknown', blame: 'installation', reason, lost: false, again: false };
  }
  if (blames.includes('visitor') || codes.length === 0) return { kind: 'wrong', reason };
  return { kind: 'unknown', blame: 'verifier', reason, lost: false, again: codes.includes('internal-error') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Null when it is longer than any honest answer; what follows is not read. */
async function textOf(answer: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
