import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import type { FormState } from '../../components/forms/form-state.ts';
import { execute } from '../access/execute.ts';
import type { Operation } from '../access/operation.ts';
import { noteDenial } from '../access/outcomes.ts';
import type { CookieToSet } from '../access/request.ts';
import { fail, type HoldfastError, toHoldfastError } from '../platform/errors.ts';
import { visibleText } from '../platform/visible-text.ts';
import { runtime } from '../runtime.ts';
import { isSecure } from './cookies.ts';
import { type PageCaller, pageCaller, principalOf } from './page-caller.ts';
import { confirmPath, enrolPath, signInAgainPath, signInPath } from './page-paths.ts';
import { sentByForeignPage } from './same-origin.ts';

interface ActionOptions<Output, State extends FormState> {
  /** The input, as the form has it; it is checked by the operation. */
  readonly from: (form: FormData) => unknown;
  /** Where to go afterwards, as a path, or what to tell the form. */
  readonly done: (output: Output, form: FormData) => string | State;
  /** Names of fields that an answer never carries back, beside those that are obviously secret. */
  readonly secrets?: readonly string[];
}

/**
 * A server action that runs one operation, as the person whose session the browser holds and in the organisation whose
 * page they sent the form from. What is wrong with the input comes back by field name, with what was typed.
 */
export function serverAction<Input extends z.ZodType, Output extends z.ZodType, State extends FormState = FormState>(
  op: Operation<Input, Output>,
  options: ActionOptions<z.output<Output>, State>,
): (previous: State, form: FormData) => Promise<State> {
  return async (_previous, form) => {
    const caller = await pageCaller();
    const outcome = await perform(op, options.from, caller, form);
    if ('error' in outcome) {
      if (outcome.error.code === 'unauthorized') redirect(signInPath(caller.request.target));
      return refusedState<State>(outcome.error, caller, form, options.secrets ?? []);
    }
    if (op.writes) revalidatePath('/', 'layout');
    const next = options.done(outcome.output, form);
    if (typeof next === 'string') redirect(next);
    return next;
  };
}

type Outcome<Output> = { readonly output: Output } | { readonly error: HoldfastError };

async function perform<Input extends z.ZodType, Output extends z.ZodType>(
  op: Operation<Input, Output>,
  from: (form: FormData) => unknown,
  caller: PageCaller,
  form: FormData,
): Promise<Outcome<z.output<Output>>> {
  const rt = runtime();
  const { meta } = caller.request;
  const toSet: CookieToSet[] = [];
  try {
    if (sentByForeignPage(caller.request, rt.origin)) throw await foreignPage(op, caller);
    if (op.scope !== 'public' && caller.user === null) throw fail('unauthorized');
    if (op.scope === 'tenant') requireSameOrganization(caller);
    const output = await execute(op, {
      principal: principalOf(caller.user),
      input: from(form),
      request: { ...meta, door: 'action' },
      answer: { setCookie: (cookie) => toSet.push(cookie), noteLimit: () => undefined },
    });
    const renewed = caller.user?.renewedCookie;
    await setCookies(renewed && toSet.length === 0 ? [renewed] : toSet, rt.origin);
    return { output };
  } catch (thrown) {
    const error = toHoldfastError(thrown);
    if (error.status >= 500) rt.log.error({ err: thrown, requestId: meta.requestId, operation: op.name }, 'action');
    return { error };
  }
}

/** What a form of another site is told, once that stands in the audit log. */
async function foreignPage(op: Operation, { request, user }: PageCaller): Promise<HoldfastError> {
  const rt = runtime();
  const error = fail('origin_refused', { detail: visibleText(request.origin ?? 'another site', 200) });
  const unnamed = op.scope === 'public' && op.keepsNoAddress ? ({ unnamed: true } as const) : {};
  const call = { principal: principalOf(user), request: { ...request.meta, ...unnamed, door: 'action' as const } };
  await noteDenial(rt.audit, { ...call, operation: op.name, now: () => rt.clock.now() }, error);
  return error;
}

/**
 * The session is one for all tabs. A form sent from a tab that still shows another organisation must not write into this
 * one; the address that the form was sent from says which it meant.
 */
function requireSameOrganization(caller: PageCaller): void {
  const meant = caller.request.target?.split(/[/?#]/)[1];
  if (meant !== undefined && meant === caller.orgSlug) return;
  throw fail('conflict', {
    message: 'You are working in another organisation now, in another tab. Load this page again.',
  });
}

async function setCookies(toSet: readonly CookieToSet[], origin: string): Promise<void> {
  if (toSet.length === 0) return;
  const jar = await cookies();
  for (const { name, value, maxAgeSeconds, sameSite, forScripts } of toSet) {
    jar.set({
      // Next encodes values itself; ours are of characters that it leaves as they are.
      ...{ name, value: forScripts ? decodeURIComponent(value) : value, maxAge: maxAgeSeconds, sameSite, path: '/' },
      ...{ httpOnly: forScripts !== true, secure: isSecure(origin) },
    });
  }
}

/** Where the person can do something about it. */
function remedyOf(error: HoldfastError, target: string | null): Pick<FormState, 'remedy'> {
  if (error.code === 'fresh_sign_in_required') {
    return { remedy: { href: signInAgainPath(target), label: 'Sign in again' } };
  }
  if (error.code !== 'factor_required') return {};
  return error.extension.reason === 'enrol'
    ? { remedy: { href: enrolPath, label: 'Add a second factor' } }
    : { remedy: { href: confirmPath(target), label: 'Confirm that it is you' } };
}

const secretField = /(?:token|secret|password)$|^(?:code|key)$/i;
const valueCharsMax = 20_000;

function refusedState<State extends FormState>(
  error: HoldfastError,
  caller: PageCaller,
  form: FormData,
  secrets: readonly string[],
): State {
  const fieldErrors: Record<string, string> = {};
  for (const { path, message } of error.problems) fieldErrors[path] ??= message;
  const values = Object.fromEntries(
    [...form].filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' &&
        entry[1].length <= valueCharsMax &&
        !entry[0].startsWith('$') &&
        !secretField.test(entry[0]) &&
        !secrets.includes(entry[0]),
    ),
  );
  const state: FormState = {
    status: 'error',
    message: error.publicMessage,
    code: error.code,
    ...remedyOf(error, caller.request.target),
    requestId: caller.request.meta.requestId,
    fieldErrors,
    values,
  };
  // Members that only a finished action has are absent after a refusal, as they are before the first attempt.
  return state as State;
}
