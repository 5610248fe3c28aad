import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import { unreachable, userAgent } from './authorization-server.ts';
import type { Send } from './send.ts';

const Caller = z.object({
  organization: z.object({ slug: z.string().max(200), name: z.string() }),
  user: z.object({ email: z.string().max(320), role: z.string() }),
});

/** Whom a token that was given just now stands for. @throws `CommandFailure` */
export async function readCaller(send: Send, origin: string, token: string): Promise<z.output<typeof Caller>> {
  const answer = await send(`${origin}/api/v1/me`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'user-agent': userAgent },
    signal: AbortSignal.timeout(20_000),
  }).catch((error: unknown) => {
    throw unreachable(origin, error);
  });
  const parsed = Caller.safeParse(await answer.json().catch(() => undefined));
  if (!answer.ok || !parsed.success) {
    throw new CommandFailure(`${origin} gave tokens and does not take them (${answer.status}).`);
  }
  return parsed.data;
}
