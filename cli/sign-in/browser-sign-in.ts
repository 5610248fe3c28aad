import { createHash, randomBytes } from 'node:crypto';
import { CommandFailure } from '../failure.ts';
import { type AuthorizationServer, clientId, postForm } from './authorization-server.ts';
import { listenForCallback } from './callback-listener.ts';
import type { Send } from './send.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/** As long as a person may need to find a second factor. */
const timeoutMs = 10 * 60_000;

export interface SignInAsking {
  readonly server: AuthorizationServer;
  readonly send: Send;
  /** The slug of the organisation to act in; the one that the browser is in when absent. */
  readonly org: string | undefined;
  /** Names of scopes; all that the person has when absent. */
  readonly scopes: readonly string[] | undefined;
  now(): Date;
  wait(seconds: number): Promise<void>;
  openBrowser(url: string): void;
  /** Tells the person what to do. */
  tell(text: string): void;
}

const random = () => randomBytes(32).toString('base64url');

/**
 * Signs a person in through their browser: authorization code, PKCE, and an address of this machine to come back to
 * (RFC 8252; RFC 7636). Code and verifier are worth nothing apart, and are held by this process alone.
 * @throws `CommandFailure`
 */
export async function signInByBrowser(asking: SignInAsking): Promise<Tokens> {
  const { server } = asking;
  const [verifier, state] = [random(), random()];
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const authorizationUrl = (redirectUri: string) => {
    const url = new URL(server.authorizationEndpoint);
    const { org, scopes } = asking;
    const parameters = {
      ...{ client_id: clientId, response_type: 'code', redirect_uri: redirectUri, state },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      ...(scopes === undefined ? {} : { scope: scopes.join(' ') }),
      ...(org === undefined ? {} : { organization: org }),
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  };
  const listener = await listenForCallback({
    ...{ state, startPath: `/start/${random()}`, issuer: server.issuer, timeoutMs, authorizationUrl },
  });
  try {
    const url = authorizationUrl(listener.redirectUri);
    asking.tell(`Sign in in your browser. If it does not open by itself, go to\n\n  ${url}\n\n`);
    asking.tell('It has to be a browser on this machine; for one elsewhere there is --device.\n');
    asking.openBrowser(listener.startUri);
    const code = await listener.code();
    const tokens = await redeem(asking, code, listener.redirectUri, verifier).catch(async (error: unknown) => {
      await listener.finish('failed');
      throw error;
    });
    await listener.finish('signed-in');
    return tokens;
  } finally {
    listener.close();
  }
}

async function redeem({ server, send, now }: SignInAsking, code: string, redirectUri: string, verifier: string) {
  const answer = await postForm(send, server.tokenEndpoint, {
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
  });
  if (!answer.ok) throw new CommandFailure(`The installation gave no tokens: ${answer.description || answer.error}.`);
  return tokensOf(answer, now());
}
