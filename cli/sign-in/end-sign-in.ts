import { CommandFailure } from '../failure.ts';
import { findAuthorizationServer, postForm } from './authorization-server.ts';
import type { Send } from './send.ts';

/**
 * Ends what a refresh token was given for, at the installation: every token of it is over (RFC 7009).
 * @throws `CommandFailure` when the installation was not reached, or refused.
 */
export async function endSignIn(send: Send, url: string, refreshToken: string): Promise<void> {
  const server = await findAuthorizationServer(url, send);
  const answer = await postForm(send, server.revocationEndpoint, { token: refreshToken });
  if (!answer.ok) throw new CommandFailure(`${url} did not end the sign-in: ${answer.description || answer.error}.`);
}
