import type { Limiter, LimitVerdict } from '../access/limits.ts';
import { addressBlock } from '../platform/address.ts';

/** One attempt to prove a credential, as it was let in or turned away. */
export type Attempt =
  | { readonly admitted: false; readonly verdict: LimitVerdict }
  | {
      readonly admitted: true;
      readonly verdict: LimitVerdict;
      /** Must be called once, as soon as the outcome is known. A proven attempt gives its slot back. */
      end(proven: boolean): Promise<void>;
    };

/**
 * Counts attempts against their address before anything is proven, and gives the slot back for those that turn out good:
 * so of all attempts that fail, never more than the limit reach the proof in a window, however many come at once, and
 * callers whose credentials are good cost their address nothing. CLAIMS K6.
 */
export interface AttemptGate {
  /**
   * Takes a slot, waiting while all are taken by attempts whose outcome is open in this process: one of them may come free.
   * @throws `limiter_unavailable`: nobody is let in uncounted.
   */
  enter(address: string): Promise<Attempt>;
}

/** The attempts of one address. */
interface Lane {
  /** Attempts in this process whose outcome is open. */
  open: number;
  /** Told `true` when a slot came free for them, `false` when none can any more. */
  readonly waiting: ((slotFree: boolean) => void)[];
}

export function createAttemptGate(limiter: Pick<Limiter, 'take' | 'refund'>): AttemptGate {
  const lanes = new Map<string, Lane>();

  /** Ends one open attempt. A slot that came free goes to who has waited longest, and so does being counted as open. */
  const end = (block: string, lane: Lane, slotFree: boolean): void => {
    const next = slotFree ? lane.waiting.shift() : undefined;
    if (next !== undefined) {
      next(true);
      return;
    }
    lane.open -= 1;
    if (lane.open > 0) return;
    lanes.delete(block);
    for (const waiting of lane.waiting.splice(0)) waiting(false);
  };

  return {
    async enter(address) {
      const block = addressBlock(address);
      const lane = lanes.get(block) ?? { open: 0, waiting: [] };
      lanes.set(block, lane);
      lane.open += 1;
      for (;;) {
        let verdict: LimitVerdict;
        try {
          verdict = await limiter.take('api.unauthenticated', address);
        } catch (error) {
          end(block, lane, false);
          throw error;
        }
        if (verdict.allowed) {
          return {
            admitted: true,
            verdict,
            end: async (proven) => {
              if (proven) await limiter.refund('api.unauthenticated', address, verdict);
              end(block, lane, proven);
            },
          };
        }
        const slotFree = await new Promise<boolean>((told) => {
          lane.waiting.push(told);
          end(block, lane, false);
        });
        if (!slotFree) return { admitted: false, verdict };
      }
    },
  };
}
