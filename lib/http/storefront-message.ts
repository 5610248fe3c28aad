import { execute } from '../access/execute.ts';
import type { RequestMeta } from '../access/request.ts';
import { fail, type HoldfastError, toHoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { runtime } from '../runtime.ts';
import {
  type ContactOutcome,
  problemsOf,
  type TypedField,
  troubleOf,
  typedFields,
} from '../storefronts/message/form-outcome.ts';
import { sendMessage } from '../storefronts/message/send-message.ts';
import { AnswerNotes, emptyAnswer, problemAnswer } from './answers.ts';
import type { ApiAnswer, ApiRequest, Peer } from './api-message.ts';
import { readFormBody } from './read-form-body.ts';
import { fetchHeaders } from './same-origin.ts';

/** Five thousand letters of any script, each of them percent-encoded, and what stands around them. */
const formBytesMax = 65_536;
const fieldsMax = 40;

interface FormPlace {
  readonly slug: string;
  /** The storefront's page, as a path. */
  readonly backTo: string;
  /** The page again, with this status and the form as it stands then. */
  readonly page: (status: number, outcome: ContactOutcome) => Promise<ApiAnswer>;
}

/**
 * Answers a contact form that a browser sends without JavaScript: by the way to the page that says thanks, or by the page
 * with what is wrong beside each field and what was typed still in it. What no browser sends is refused as the API does.
 */
export async function storefrontMessageAnswer(
  request: ApiRequest,
  peer: Peer,
  { slug, backTo, page }: FormPlace,
): Promise<ApiAnswer> {
  const rt = runtime();
  const requestId = newId('req');
  const notes = new AnswerNotes();
  const lines = () => [...notes.lines(rt.origin), ['x-request-id', requestId] as const];
  const { origin, secFetchSite } = fetchHeaders(request);
  const meta: RequestMeta = {
    ...{ requestId, door: 'page', address: peer.address, userAgent: null, cookies: new Map(), body: null },
    // A page that names itself to nobody sends `null`; that it is ours is then said by the other header.
    ...(origin === null || (origin === 'null' && secFetchSite === 'same-origin') ? {} : { origin }),
  };
  let values: Partial<Record<TypedField, string>> = {};
  try {
    if (request.method !== 'POST') throw fail('method_not_allowed', { headers: { Allow: 'POST' } });
    await execute(sendMessage, {
      principal: { kind: 'anonymous' },
      request: meta,
      answer: notes,
      read: async () => {
        const fields = await readFormBody(request, { bytesMax: formBytesMax, fieldsMax });
        values = Object.fromEntries(
          typedFields.flatMap((name) => (fields.has(name) ? [[name, fields.get(name) ?? '']] : [])),
        );
        return { input: inputOf(slug, fields, values), request: meta };
      },
    });
    return emptyAnswer(303, [...lines(), ['location', `${backTo}?sent=1#contact`]]);
  } catch (error) {
    const refusal = toHoldfastError(error);
    if (refusal.status >= 500) {
      rt.log.error({ err: error, requestId, operation: sendMessage.name }, 'contact form');
    }
    const outcome = outcomeOf(refusal, values);
    if (outcome === null) return problemAnswer(refusal, requestId, lines());
    const answer = await page(refusal.status, outcome);
    const own = [...lines(), ...retryAfter(refusal)];
    return { ...answer, headers: [...answer.headers.filter(([name]) => name !== 'x-request-id'), ...own] };
  }
}

function inputOf(slug: string, fields: ReadonlyMap<string, string>, values: Partial<Record<TypedField, string>>) {
  const website = fields.get('website') ?? '';
  const token = fields.get('turnstileToken') ?? '';
  return {
    ...{ name: '', email: '', message: '', ...values, slug, form: (fields.get('form') ?? '').slice(0, 200) },
    ...(website === '' ? {} : { website: website.slice(0, 2_000) }),
    ...(token === '' ? {} : { turnstileToken: token }),
  };
}

/** What people can do something about is said on the page; null for the rest. */
function outcomeOf(refusal: HoldfastError, values: Partial<Record<TypedField, string>>): ContactOutcome | null {
  const trouble = troubleOf(refusal.code);
  if (trouble === 'failed' && refusal.status < 500) return null;
  const paths = refusal.problems.map(({ path }) => path);
  const problems = problemsOf(paths, values);
  return {
    kind: 'refused',
    trouble: trouble === 'fixFields' && problems.length === 0 ? 'failed' : trouble,
    values,
    problems,
  };
}

function retryAfter(refusal: HoldfastError): readonly (readonly [string, string])[] {
  const seconds = refusal.headers['Retry-After'];
  return seconds === undefined ? [] : [['retry-after', seconds]];
}
