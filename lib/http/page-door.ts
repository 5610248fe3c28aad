import { notFound, redirect } from 'next/navigation';
import type { z } from 'zod';
import { execute } from '../access/execute.ts';
import type { Operation } from '../access/operation.ts';
import { listFactors } from '../identity/factors/list-factors.ts';
import { securityPath } from '../identity/links.ts';
import { toHoldfastError } from '../platform/errors.ts';
import { runtime } from '../runtime.ts';
import { errorDigest } from './error-digest.ts';
import { isMemberAt, type PageCaller, pageCaller, principalOf } from './page-caller.ts';
import { confirmPath, enrolPath, signInAgainPath, signInPath, switchPath } from './page-paths.ts';

interface PageCallOptions {
  /** The organisation that the page's address names; needed by operations inside an organisation. */
  readonly orgSlug?: string;
}

/**
 * Runs an operation for a page, as the person whose session the browser holds. A page of an organisation shows that
 * organisation and no other: when the session is in another one, a member is asked to switch, and anybody else finds
 * nothing there.
 *
 * Nobody signed in leads to the sign-in page, `factor_required` to where a factor is added or given, `account_frozen` to where
 * that is explained, `not_found` to the not-found page. Every other error is thrown with a
 * digest that names its code and the request, for the error page.
 */
export async function pageCall<Input extends z.ZodType, Output extends z.ZodType>(
  op: Operation<Input, Output>,
  input: unknown,
  options: PageCallOptions = {},
): Promise<z.output<Output>> {
  const caller = await pageCaller();
  const { meta, target } = caller.request;
  if (op.scope !== 'public') {
    if (caller.user === null) redirect(signInPath(target));
    if (op.scope === 'tenant') await requireOrganization(caller, options.orgSlug, caller.user.userId);
  }
  let outcome: { readonly output: z.output<Output> } | { readonly error: unknown };
  try {
    const output = await execute(op, {
      principal: principalOf(caller.user),
      input,
      request: { ...meta, door: 'page' },
      // A page that is being rendered can set no headers: what would be set is set by actions and the API.
      answer: { setCookie: () => undefined, noteLimit: () => undefined },
    });
    outcome = { output };
  } catch (error) {
    outcome = { error };
  }
  if ('output' in outcome) return outcome.output;
  // Next redirects by throwing; outside of the try, so that nothing of ours catches it.
  const error = toHoldfastError(outcome.error);
  if (error.code === 'unauthorized') redirect(signInPath(target));
  if (error.code === 'factor_required') {
    redirect(error.extension.reason === 'enrol' ? enrolPath : confirmPath(target));
  }
  // The page there says until when, and why.
  if (error.code === 'account_frozen' && op.scope === 'tenant') redirect(securityPath);
  if (error.code === 'not_found') notFound();
  if (error.status >= 500) {
    runtime().log.error({ err: outcome.error, requestId: meta.requestId, operation: op.name }, 'page');
  }
  throw Object.assign(error, { digest: errorDigest({ code: error.code, requestId: meta.requestId }) });
}

async function requireOrganization(caller: PageCaller, slug: string | undefined, userId: string): Promise<void> {
  if (slug !== undefined && slug === caller.orgSlug) return;
  if (slug !== undefined && (await isMemberAt(userId, slug))) redirect(switchPath(slug, caller.request.target));
  notFound();
}

/**
 * Where the person has to confirm that it is them before they do what asks for a second factor, or a fresh sign-in, on this
 * page; null when they have just done so. Decides nothing: the operation asks again.
 */
export async function readConfirmHref(): Promise<string | null> {
  const { request } = await pageCaller();
  const { fresh, passkeys, totpSince } = await pageCall(listFactors, {});
  if (fresh) return null;
  return passkeys.length > 0 || totpSince !== null ? confirmPath(request.target) : signInAgainPath(request.target);
}

/** The signed-in person, for pages that greet them; null when nobody is. Decides nothing. */
export async function signedInUser(): Promise<{ readonly email: string; readonly name: string | null } | null> {
  const { user } = await pageCaller();
  return user && { email: user.email, name: user.name };
}
