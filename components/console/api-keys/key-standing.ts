import type { z } from 'zod';
import type { ApiKey } from '#lib/api-keys/schema.ts';

/** How a key stands: what people want to know of it at a glance. */
export type KeyStanding = 'active' | 'expiring' | 'grace' | 'expired' | 'revoked' | 'leaked';

/** An expiry that is nearer than this is soon; its first reminder goes out then. */
const soonMs = 14 * 86_400_000;

/** @param nowMs the server's time: the browser shows what the server found. */
export function standingOf(key: z.output<typeof ApiKey>, nowMs: number): KeyStanding {
  switch (key.state) {
    case 'revoked':
      return key.revokedFor === 'leak' ? 'leaked' : 'revoked';
    case 'expired':
      return 'expired';
    case 'active':
      if (key.replacedById !== null) return 'grace';
      return key.expiresAt !== null && Date.parse(key.expiresAt) - nowMs <= soonMs ? 'expiring' : 'active';
  }
}
