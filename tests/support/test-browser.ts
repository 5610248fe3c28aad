import type { z } from 'zod';
import type { Operation } from '#lib/access/operation.ts';
import type { Principal } from '#lib/access/principal.ts';
import type { CookieToSet, RequestMeta } from '#lib/access/request.ts';
import { acceptInvite } from '#lib/identity/members/accept-invite.ts';
import { renewalCookieName, sessionCookieName } from '#lib/identity/session-cookies.ts';
import { authenticateSession } from '#lib/identity/sessions.ts';
import { requestSignIn } from '#lib/identity/sign-in/request-sign-in.ts';
import { verifySignIn } from '#lib/identity/sign-in/verify-sign-in.ts';
import { runtime } from '#lib/runtime.ts';
import { anonymous, call, recordedAnswer } from './call.ts';
import type { TestRuntime } from './test-runtime.ts';

/** A cookie jar in front of the operations: does what every door does for a person's browser. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly address: string;

  /** Each browser has an address of its own unless told otherwise, so that limits by address do not meet by chance. */
  constructor(address = nextAddress()) {
    this.address = address;
  }

  /** Who the server takes this browser for. */
  async principal(): Promise<Principal> {
    const { origin } = runtime();
    const user = await authenticateSession(
      runtime(),
      this.cookies.get(sessionCookieName(origin)),
      this.cookies.get(renewalCookieName(origin)),
    );
    if (user === null) return anonymous;
    const { renewedCookie, ...principal } = user;
    if (renewedCookie) this.keep(renewedCookie);
    return principal;
  }

  async call<Input extends z.ZodType, Output extends z.ZodType>(
    op: Operation<Input, Output>,
    input: unknown = {},
    request: Partial<RequestMeta> = {},
  ): Promise<z.output<Output>> {
    const principal = await this.principal();
    const answer = recordedAnswer();
    try {
      return await call(op, principal, input, {
        answer,
        request: { address: this.address, cookies: this.cookies, ...request },
      });
    } finally {
      for (const cookie of answer.cookies.values()) this.keep(cookie);
    }
  }

  keep(cookie: CookieToSet): void {
    if (cookie.maxAgeSeconds <= 0) this.cookies.delete(cookie.name);
    else this.cookies.set(cookie.name, cookie.value);
  }

  sessionToken(): string {
    return this.cookies.get(sessionCookieName(runtime().origin)) ?? '';
  }

  renewal(): string {
    return this.cookies.get(renewalCookieName(runtime().origin)) ?? '';
  }

  /** Asks for a link and reads the mail that brings it. */
  async askForLink(rt: TestRuntime, email: string, redirectTo?: string): Promise<MailedLink> {
    await this.call(requestSignIn, redirectTo === undefined ? { email } : { email, redirectTo });
    return mailedLink(rt);
  }

  async signIn(rt: TestRuntime, email: string): Promise<void> {
    const { token } = await this.askForLink(rt, email);
    await this.call(verifySignIn, { token });
  }

  async accept(token: string): Promise<unknown> {
    return this.call(acceptInvite, { token });
  }
}

export interface MailedLink {
  readonly to: string;
  readonly url: URL;
  readonly token: string;
  /** Empty where the mail holds none. */
  readonly code: string;
}

/** The link of the newest mail. */
export function mailedLink(rt: TestRuntime): MailedLink {
  const mail = rt.mailbox()[0];
  const url = new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? 'missing:');
  return {
    to: mail?.to ?? '',
    url,
    token: url.searchParams.get('token') ?? '',
    code: /\b\d{6}\b/.exec(mail?.text.replace(url.href, '') ?? '')?.[0] ?? '',
  };
}

let addresses = 0;

function nextAddress(): string {
  addresses += 1;
  return `198.51.${100 + Math.floor(addresses / 250)}.${1 + (addresses % 250)}`;
}
