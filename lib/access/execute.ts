import type { z } from 'zod';
import { runOnce } from '../idempotency/run-once.ts';
import { sha256 } from '../platform/crypto/digest.ts';
import { inDevelopment } from '../platform/env.ts';
import { fail, isHoldfastError } from '../platform/errors.ts';
import { startTimeFloor } from '../platform/time-floor.ts';
import { runtime } from '../runtime.ts';
import { accountContext, operatorContext, publicContext, withTenantContext } from '../tenancy/open-context.ts';
import { requireEnrolment, requireFactor } from './factor-standing.ts';
import { limitHeaders } from './limit-headers.ts';
import { type LimitName, limits } from './limits.ts';
import type { Operation } from './operation.ts';
import { type AuditedCall, noteDenial, noteLimitHit } from './outcomes.ts';
import { type Feature, type Plan, planHasFeature } from './plans.ts';
import { mayDo, organizationOf, type Principal } from './principal.ts';
import type { AnswerEffects, RequestMeta } from './request.ts';

export interface Call {
  readonly principal: Principal;
  /** As the caller sent it; nothing has been checked yet. */
  readonly input: unknown;
  readonly request: RequestMeta;
  readonly answer: AnswerEffects;
}

/** A call of which a part is still to be read. */
export interface UnreadCall extends Omit<Call, 'input'> {
  /** Asked once the call has passed its limits: what a caller past them sends costs nothing. No database is held meanwhile. */
  read(): Promise<Pick<Call, 'input' | 'request'>>;
}

/**
 * Runs one operation for one caller. Every door ends here, and the order is the same for all of them: limits, plan
 * feature, permission, a second factor where one is asked for, input, then the operation (load, check state, write with receipt, present). A repetition under an
 * `Idempotency-Key` passes the same checks before it is answered.
 * Whom a limit or a denial stops is noted in the audit log before they hear of it.
 *
 * @throws the errors of lib/platform/errors: `rate_limited`, `unauthorized`, `plan_required`, `forbidden`,
 * `invalid_input`, and what the operation throws.
 */
export async function execute<Input extends z.ZodType, Output extends z.ZodType>(
  op: Operation<Input, Output>,
  made: Call | UnreadCall,
): Promise<z.output<Output>> {
  const call = op.scope === 'public' && op.keepsNoAddress ? unnamed(made) : made;
  const floor = op.scope === 'public' && op.hidesAbsence ? startTimeFloor() : null;
  try {
    return await perform(op, call);
  } catch (error) {
    await noteDenial(runtime().audit, audited(op, call), error, op.scope);
    if (isHoldfastError(error) && error.code === 'not_found') await floor?.nextStep();
    throw error;
  } finally {
    floor?.end();
  }
}

function unnamed<Made extends Call | UnreadCall>(made: Made): Made {
  return { ...made, principal: { kind: 'anonymous' }, request: { ...made.request, unnamed: true } };
}

async function completed(sent: UnreadCall): Promise<Call> {
  const { input, request } = await sent.read();
  return { ...sent, input, request: sent.request.unnamed ? { ...request, unnamed: true } : request };
}

async function perform<Input extends z.ZodType, Output extends z.ZodType>(
  op: Operation<Input, Output>,
  sent: Call | UnreadCall,
): Promise<z.output<Output>> {
  await takeLimits(op, sent, (by) => !countsInput(by));
  const call = 'read' in sent ? await completed(sent) : sent;
  switch (op.scope) {
    case 'tenant': {
      const orgId = organizationOf(call.principal);
      if (orgId === null) throw fail('unauthorized', { detail: 'no organisation in the principal' });
      return withTenantContext(orgId, { ...call, permission: op.permission }, async (ctx, bookkeeping) => {
        // A key works while the plan includes the API, whatever the operation; so do programs that act for people.
        if (call.principal.kind === 'key' || call.principal.kind === 'client')
          requireFeature(ctx.org.plan, 'api_access');
        if (op.feature !== undefined) requireFeature(ctx.org.plan, op.feature);
        if (!mayDo(call.principal, op.permission))
          throw fail('forbidden', { extension: { permission: op.permission } });
        await requireEnrolment(runtime().tenancy.control, call.principal, ctx.now());
        const input = parsed(op, call.input);
        if (op.stepUp === 'always') await requireFactor(ctx);
        const { idempotencyKey } = call.request;
        if (idempotencyKey === undefined) return checked(op, await op.run(ctx, input));
        return runOnce({
          operation: op.name,
          key: idempotencyKey,
          input: call.input,
          ctx,
          bookkeeping,
          run: async (watched) => checked(op, await op.run(watched, input)),
        });
      });
    }
    case 'account': {
      if (call.principal.kind !== 'user') throw fail('unauthorized');
      const ctx = accountContext(call, call.principal);
      const input = parsed(op, call.input);
      if (op.stepUp === 'always') await requireFactor(ctx);
      return checked(op, await op.run(ctx, input));
    }
    case 'public': {
      const input = parsed(op, call.input);
      await takeLimits(op, call, countsInput, input);
      return checked(op, await op.run(publicContext(call), input));
    }
    case 'operator': {
      if (call.principal.kind !== 'operator') throw fail('not_found');
      return checked(op, await op.run(operatorContext(call), parsed(op, call.input)));
    }
  }
}

const checksAnswers = inDevelopment();

function requireFeature(plan: Plan, feature: Feature): void {
  if (!planHasFeature(plan, feature)) throw fail('plan_required', { extension: { feature } });
}

/** What is wrong with an input is told, not the whole input. */
const problemsMax = 100;
const problemCharsMax = 1_000;

function parsed<Input extends z.ZodType>(op: { readonly input: Input }, input: unknown): z.output<Input> {
  const result = op.input.safeParse(input ?? {});
  if (result.success) return result.data;
  throw fail('invalid_input', {
    problems: result.error.issues.slice(0, problemsMax).map((issue) => ({
      path: issue.path.map(String).join('.').slice(0, problemCharsMax),
      message: issue.message.slice(0, problemCharsMax),
    })),
  });
}

/** In development and tests an answer that breaks its own schema is our defect and is shown as one. */
function checked<Output extends z.ZodType>(
  op: { readonly name: string; readonly output: Output },
  output: z.output<Output>,
): z.output<Output> {
  if (!checksAnswers) return output;
  const result = op.output.safeParse(output);
  if (result.success) return output;
  throw fail('internal', { detail: `${op.name} answered outside its schema: ${result.error.message}` });
}

/** Counted by something that the input says, so only once that is known to be well-formed. */
function countsInput(by: (typeof limits)[LimitName]['by']): boolean {
  return by === 'address+email' || by === 'address+token' || by === 'storefront';
}

async function takeLimits(
  op: { readonly name: string; readonly limits: readonly LimitName[] },
  call: Omit<Call, 'input'>,
  wanted: (by: (typeof limits)[LimitName]['by']) => boolean,
  input?: unknown,
): Promise<void> {
  // People at the command line and work already admitted spend nobody's budget.
  if (call.request.door === 'cli' || call.request.door === 'job') return;
  for (const declared of op.limits) {
    const name = budgetOf(declared, call.principal);
    const { by } = limits[name];
    if (!wanted(by)) continue;
    const key = limitKey(by, call, input);
    if (key === null) continue;
    const verdict = await runtime().limiter.take(name, key);
    // How much others sent to a storefront is not for its visitors to read.
    if (by !== 'storefront') call.answer.noteLimit(verdict);
    if (verdict.allowed) continue;
    await noteLimitHit(runtime().audit, verdict, key, audited(op, call));
    throw fail('rate_limited', { headers: limitHeaders(verdict), detail: name });
  }
}

function audited(op: { readonly name: string }, { principal, request }: Omit<Call, 'input'>): AuditedCall {
  return { principal, request, operation: op.name, now: () => runtime().clock.now() };
}

/** People have a budget of their own: an integration gone wild locks nobody out of the console. */
function budgetOf(declared: LimitName, principal: Principal): LimitName {
  return declared === 'api.general' && principal.kind === 'user' ? 'console.general' : declared;
}

function limitKey(by: (typeof limits)[LimitName]['by'], call: Omit<Call, 'input'>, input: unknown): string | null {
  switch (by) {
    case 'organization':
      return organizationOf(call.principal);
    case 'key':
      if (call.principal.kind === 'client') return call.principal.grantId;
      return call.principal.kind === 'key' ? call.principal.keyId : null;
    case 'user':
      return call.principal.kind === 'user' ? call.principal.userId : null;
    case 'address':
      return call.request.address;
    case 'address+email': {
      const { email } = input as { readonly email?: unknown };
      return typeof email === 'string' ? `${call.request.address} ${email}` : null;
    }
    case 'storefront': {
      const { slug } = input as { readonly slug?: unknown };
      return typeof slug === 'string' ? slug : null;
    }
    case 'address+token': {
      const { token } = input as { readonly token?: unknown };
      // Keys of limits are kept and noted: what opens something does not stand in them.
      return typeof token === 'string' ? `${call.request.address} ${sha256(token).toString('base64url')}` : null;
    }
  }
}
