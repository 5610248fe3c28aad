import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import type { FormAnswer } from './authorization-server.ts';

/** Secret: printed nowhere, given to nobody but the installation. */
export interface Tokens {
  readonly access: string;
  readonly refresh: string;
  /** ISO 8601, by the clock of this machine. */
  readonly obtainedAt: string;
  readonly expiresAt: string;
  readonly scopes: readonly string[];
}

/** What a header can carry, and no more (RFC 6750, section 2.1). */
export const tokenForm = z
  .string()
  .regex(/^[A-Za-z0-9._~+/=-]+$/)
  .max(4_000);

/** As many as are kept, and no longer ones. */
export const scopeList = z.array(z.string().max(100)).max(200);

const TokenAnswer = z.object({
  access_token: tokenForm,
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().positive().max(86_400),
  refresh_token: tokenForm,
  scope: z
    .string()
    .transform((text) => text.split(' '))
    .pipe(scopeList),
});

/** @throws `CommandFailure` for an answer without all of it. */
export function tokensOf(answer: Extract<FormAnswer, { ok: true }>, now: Date): Tokens {
  const parsed = TokenAnswer.safeParse(answer.body);
  if (!parsed.success) throw new CommandFailure('The installation gave no tokens that can be used.');
  const { data } = parsed;
  return {
    access: data.access_token,
    refresh: data.refresh_token,
    obtainedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + data.expires_in * 1_000).toISOString(),
    scopes: data.scope,
  };
}
