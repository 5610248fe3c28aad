import { limitHeaders } from '../../access/limit-headers.ts';
import type { LimitName, LimitVerdict } from '../../access/limits.ts';
import { noteLimitHit } from '../../access/outcomes.ts';
import { addressBlock } from '../../platform/address.ts';
import { fail } from '../../platform/errors.ts';
import type { BaseContext } from '../../tenancy/context.ts';
import { knownDeviceOf } from './known-device.ts';

type Trying = Pick<BaseContext, 'principal' | 'request' | 'services' | 'now'>;

interface Budget {
  readonly name: LimitName;
  readonly key: string;
}

/** An attempt that was let through. */
export interface CountedAttempt {
  /** Gives the attempt back: the code was right. */
  refund(): Promise<void>;
}

/**
 * Counts an attempt at a code of the account before it is looked at. Counted apart are browsers in which the person gave a
 * factor before, each for itself, and the networks of all others, which have a budget together as well: whoever spends
 * that holds up nobody in a browser of their own, and no passkey, which nobody guesses. The account itself is never locked.
 * ASVS 5.0, 6.1.1 and 6.3.1.
 *
 * @throws `rate_limited` with how long to wait; `limiter_unavailable`.
 */
export async function countAttempt(ctx: Trying, operation: string, userId: string): Promise<CountedAttempt> {
  const { limiter, audit } = ctx.services;
  const taken: { readonly budget: Budget; readonly verdict: LimitVerdict }[] = [];
  const refund = async () => {
    for (const { budget, verdict } of taken) await limiter.refund(budget.name, budget.key, verdict);
  };
  for (const budget of budgetsOf(ctx, userId)) {
    const verdict = await limiter.take(budget.name, budget.key);
    if (!verdict.allowed) {
      await refund();
      const call = { principal: ctx.principal, request: ctx.request, operation, now: () => ctx.now() };
      await noteLimitHit(audit, verdict, budget.key, call);
      throw fail('rate_limited', { headers: limitHeaders(verdict), detail: budget.name });
    }
    taken.push({ budget, verdict });
  }
  return { refund };
}

function budgetsOf({ request, services }: Trying, userId: string): readonly Budget[] {
  const device = knownDeviceOf(services, request, userId);
  const apart = `${userId} ${device === null ? `network ${addressBlock(request.address)}` : `browser ${device}`}`;
  return [
    { name: 'factors.try', key: apart },
    { name: 'factors.hours', key: apart },
    ...(device === null ? [{ name: 'factors.strangers', key: userId } as const] : []),
  ];
}
