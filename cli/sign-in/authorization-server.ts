import { z } from 'zod';
import { visibleText } from '#lib/platform/visible-text.ts';
import { CommandFailure } from '../failure.ts';
import { exitCodes } from '../terminal.ts';
import type { Send } from './send.ts';

/** The client that every installation knows without being told. */
export const clientId = 'holdfast-cli';

const timeoutMs = 20_000;
const answerBytesMax = 100_000;

/** An installation's endpoints for signing in, as it tells of them (RFC 8414). All of them are its own. */
export interface AuthorizationServer {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly revocationEndpoint: string;
  readonly deviceEndpoint: string;
}

const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  revocation_endpoint: z.string(),
  device_authorization_endpoint: z.string(),
  code_challenge_methods_supported: z.array(z.string()),
  authorization_response_iss_parameter_supported: z.literal(true),
});

/**
 * The origin of an installation as somebody wrote it.
 * @throws `CommandFailure` for an address that tokens must not go to: one without TLS, unless it is this machine.
 */
export function installationOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '' || !/^https?:$/.test(url.protocol)) {
    throw new CommandFailure(`${text} is no address of an installation: give https://host.`, exitCodes.usage);
  }
  const local = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !local) {
    throw new CommandFailure(
      `${url.origin} is not encrypted: tokens would travel in the open. Give https.`,
      exitCodes.usage,
    );
  }
  return url.origin;
}

/**
 * Asks an installation where people sign in. It answers for itself alone: issuer and endpoints that are not of its origin are
 * refused (RFC 8414, section 3.3).
 * @throws `CommandFailure`
 */
export async function findAuthorizationServer(origin: string, send: Send): Promise<AuthorizationServer> {
  const { status, text } = await ask(send, `${origin}/.well-known/oauth-authorization-server`, { method: 'GET' });
  const parsed = Metadata.safeParse(status === 200 ? jsonOf(text) : undefined);
  if (!parsed.success) throw new CommandFailure(`${origin} is no Holdfast at which commands can sign in.`);
  const { data } = parsed;
  if (data.issuer !== origin) {
    throw new CommandFailure(
      `${origin} says that it is ${shown(data.issuer)}. Sign in by the address that it knows of itself.`,
    );
  }
  const endpoints = {
    authorizationEndpoint: data.authorization_endpoint,
    tokenEndpoint: data.token_endpoint,
    revocationEndpoint: data.revocation_endpoint,
    deviceEndpoint: data.device_authorization_endpoint,
  };
  if (!Object.values(endpoints).every((url) => URL.canParse(url) && new URL(url).origin === origin)) {
    throw new CommandFailure(`${origin} names endpoints of another host.`);
  }
  if (!data.code_challenge_methods_supported.includes('S256')) {
    throw new CommandFailure(`${origin} does not know how to prove codes (PKCE with S256).`);
  }
  return { issuer: origin, ...endpoints };
}

/** No answer, as while an installation starts again: the same may be asked later, where asking twice harms nothing. */
export class NoAnswerNow extends CommandFailure {}

/** What proxies and servers answer meanwhile. */
const restarting = [502, 503, 504];
const disconnected = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

export type FormAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly error: string; readonly description: string };

/**
 * Posts a form to an endpoint.
 * @returns what it says, or the error that it names (RFC 6749, section 5.2).
 * @throws `CommandFailure` when nothing came back, or what came back is neither.
 */
export async function postForm(send: Send, url: string, fields: Readonly<Record<string, string>>): Promise<FormAnswer> {
  const { status, text } = await ask(send, url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: clientId, ...fields }).toString(),
  });
  const body = jsonOf(text);
  if (status === 200) return { ok: true, body };
  const refusal = z.object({ error: z.string(), error_description: z.string().optional() }).safeParse(body);
  if (!refusal.success) {
    const why = `${new URL(url).origin} answered ${status} without saying why.`;
    throw restarting.includes(status) ? new NoAnswerNow(why) : new CommandFailure(why);
  }
  const { error, error_description: description = '' } = refusal.data;
  return { ok: false, error: shown(error), description: shown(description) };
}

async function ask(send: Send, url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  const headers = { accept: 'application/json', 'user-agent': userAgent, ...init.headers };
  try {
    const answer = await send(url, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) });
    return { status: answer.status, text: await shortText(answer) };
  } catch (error) {
    throw unreachable(new URL(url).origin, error);
  }
}

/** The text of an answer, of which no more is read than any good one has: it may have no end. */
export async function shortText({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > answerBytesMax) throw new Error('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What people read of a program on their pages: never the name of the machine. */
export const userAgent = `holdfast-cli (${process.platform}; ${process.arch})`;

export function unreachable(origin: string, error: unknown): CommandFailure {
  const { cause } = error as { readonly cause?: unknown };
  const why = (cause ?? error) as { readonly code?: unknown; readonly message?: unknown; readonly name?: unknown };
  const word = why.name === 'TimeoutError' ? 'it took too long' : (why.code ?? why.message ?? 'no answer');
  const message = `${origin} cannot be reached: ${shown(String(word))}.`;
  const passes = why.name === 'TimeoutError' || disconnected.includes(String(why.code));
  return passes ? new NoAnswerNow(message) : new CommandFailure(message);
}

export function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** A server's words, as a terminal can bear them. */
export function shown(text: string): string {
  return visibleText(text, 500);
}
