import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import { jsonOf, shortText, unreachable, userAgent } from './authorization-server.ts';
import type { Send } from './send.ts';

const Caller = z.object({
  organization: z.object({ slug: z.string().max(200), name: z.string() }),
  user: z.object({ email: z.string().max(320), role: z.string() }),
});

/** Whom a token that was given just now stands for. @throws `CommandFailure` */
export async function readCaller(send: Send, origin: string, token: string): Promise<z.output<typeof Caller>> {
  const asked = send(`${origin}/api/v1/me`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'user-agent': userAgent },
    signal: AbortSignal.timeout(20_000),
  });
  const { ok, status, text } = await asked
    .then(async (answer) => ({ ok: answer.ok, status: answer.status, text: await shortText(answer) }))
    .catch((error: unknown) => {
      throw unreachable(origin, error);
    });
  const parsed = Caller.safeParse(jsonOf(text));
  if (!ok || !parsed.success) {
    throw new CommandFailure(`${origin} gave tokens and does not take them (${status}).`);
  }
  return parsed.data;
}
