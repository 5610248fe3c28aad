import { z } from 'zod';
import type { ErrorCode } from '../platform/errors.ts';
import type { AccountContext, OperatorContext, PublicContext, TenantContext } from '../tenancy/context.ts';
import type { LimitName } from './limits.ts';
import type { Permission } from './permissions.ts';
import type { Feature } from './plans.ts';

export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
export type HttpRoute = `${HttpMethod} /${string}`;

/** A file as an answer: streamed, never held whole. */
export interface FileAnswer {
  readonly fileName: string;
  readonly contentType: string;
  /** How many there are, where that is known: whoever receives fewer knows that they are not all. */
  readonly bytes?: number;
  readonly stream: ReadableStream<Uint8Array>;
}

/** The output schema of operations that answer with a file. */
export const fileOutput = z.custom<FileAnswer>(
  (value) => typeof value === 'object' && value !== null && 'stream' in value && 'contentType' in value,
);

/** A text as an answer, sent byte for byte. */
export interface TextAnswer {
  readonly contentType: string;
  readonly text: string;
}

/** The output schema of operations that answer with a text. */
export const textOutput = z.custom<TextAnswer>(
  (value) => typeof value === 'object' && value !== null && 'text' in value && 'contentType' in value,
);

/** Days as `YYYY-MM-DD`. */
export interface Deprecation {
  /** The day since which callers are asked to move on. RFC 9745. */
  readonly since: string;
  /** The day from which it may be gone. RFC 8594. */
  readonly sunset?: string;
  /** The route (below `/api/v1`) to use instead. */
  readonly successor?: HttpRoute;
}

interface Declared<Input extends z.ZodType, Output extends z.ZodType> {
  /** `<things>.<verb>`, unique. */
  readonly name: string;
  /** A short sentence in the imperative, for documents and the command line. */
  readonly title: string;
  readonly description?: string;
  /** Method and path below `/api/v1`, with `{id}` for parameters. Without it no HTTP door exposes the operation. */
  readonly http?: HttpRoute;
  /** Counted before anything else; rows keyed by e-mail or token are counted as soon as the input is known to be well-formed. */
  readonly limits: readonly LimitName[];
  readonly input: Input;
  readonly output: Output;
  /** Whether it changes anything. Operations that do not are answered from read-only handles. */
  readonly writes: boolean;
  /**
   * Errors that it answers with because of what it does. What follows from the rest of the declaration (no permission, no
   * such record, a limit) need not stand here.
   */
  readonly refuses?: readonly ErrorCode[];
  /** A GET whose every answer is counted: HEAD, which would be counted for nothing, is no method of its path. */
  readonly countsAnswers?: true;
  /** 200 unless said otherwise; 204 has no body. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Another status for some answers, for example 200 where nothing had to be created. */
  readonly otherStatus?: { readonly status: 200 | 202 | 409; readonly when: (output: z.output<Output>) => boolean };
  /** The path (below `/api/v1`) of what was created, for `Location`. */
  readonly location?: (output: z.output<Output>) => string;
  /**
   * The record has a version: the output carries it, its answers a strong `ETag`, and PATCH and DELETE heed `If-Match`
   * (their `run` asks `requireMatch` inside the write).
   */
  readonly versioned?: true;
  /**
   * A person must have given their second factor within the last five minutes, or have none and have signed in within the last
   * ten. `sometimes`: `run` asks for it where the input calls for it. See lib/access/factor-standing.
   */
  readonly stepUp?: 'always' | 'sometimes';
  /** The output holds a secret that is shown once. It is never kept, so no `Idempotency-Key` can be honoured. */
  readonly revealsSecret?: true;
  /** Still works, and says that it will not for ever: by `Deprecation`, `Sunset` and `Link`. */
  readonly deprecated?: Deprecation;
  /** `stream`: the request's body is not JSON; it reaches `run` unread as `ctx.request.body`, the input is the query. */
  readonly body?: 'json' | 'stream';
  /** Members of the input that callers put into the query although there is a body, for the documents. */
  readonly query?: readonly string[];
  /** Largest body accepted, in bytes; 1 MB unless said otherwise, 16 kB of what anybody may send. */
  readonly bodyBytesMax?: number;
}

/** Works inside one organisation, with a permission there. */
export interface TenantOperation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType>
  extends Declared<Input, Output> {
  readonly scope: 'tenant';
  readonly permission: Permission;
  readonly feature: Feature | undefined;
  run(ctx: TenantContext, input: z.output<Input>): Promise<z.output<Output>>;
}

/** Works on the signed-in person's own account. */
export interface AccountOperation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType>
  extends Declared<Input, Output> {
  readonly scope: 'account';
  run(ctx: AccountContext, input: z.output<Input>): Promise<z.output<Output>>;
}

/** Open to anybody. */
export interface PublicOperation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType>
  extends Declared<Input, Output> {
  readonly scope: 'public';
  /**
   * `storefronts`: pages of a storefront's verified domains may call it, without credentials. `run` holds the origin to the
   * storefront that the input names.
   */
  readonly crossOrigin?: 'storefronts';
  /** The answer is the same for everybody and may be kept so long, by caches too. Without it nothing is kept. */
  readonly cacheSeconds?: number;
  /** The caller is nobody to us: no session is looked at, and neither log nor audit log names an address. CLAIMS G7. */
  readonly keepsNoAddress?: true;
  /**
   * `not_found` is answered at a whole multiple of 80 ms: that something is there which nobody is to see takes longer to find
   * out than that nothing is.
   */
  readonly hidesAbsence?: true;
  run(ctx: PublicContext, input: z.output<Input>): Promise<z.output<Output>>;
}

/** For the person who runs the installation; no network door exposes it. */
export interface OperatorOperation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType>
  extends Declared<Input, Output> {
  readonly scope: 'operator';
  run(ctx: OperatorContext, input: z.output<Input>): Promise<z.output<Output>>;
}

export type Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> =
  | TenantOperation<Input, Output>
  | AccountOperation<Input, Output>
  | PublicOperation<Input, Output>
  | OperatorOperation<Input, Output>;

type Undeclared<T> = Omit<T, 'scope'>;

/**
 * Declares an operation inside one organisation. The declaration is all there is: routes, documents, permission matrix,
 * limits and attack tests are derived from it.
 */
export function operation<Input extends z.ZodType, Output extends z.ZodType>(
  declared: Undeclared<TenantOperation<Input, Output>>,
): TenantOperation<Input, Output> {
  return Object.freeze({ scope: 'tenant' as const, ...declared });
}

export function accountOperation<Input extends z.ZodType, Output extends z.ZodType>(
  declared: Undeclared<AccountOperation<Input, Output>>,
): AccountOperation<Input, Output> {
  return Object.freeze({ scope: 'account' as const, ...declared });
}

export function publicOperation<Input extends z.ZodType, Output extends z.ZodType>(
  declared: Undeclared<PublicOperation<Input, Output>>,
): PublicOperation<Input, Output> {
  return Object.freeze({ scope: 'public' as const, ...declared });
}

export function operatorOperation<Input extends z.ZodType, Output extends z.ZodType>(
  declared: Undeclared<OperatorOperation<Input, Output>>,
): OperatorOperation<Input, Output> {
  return Object.freeze({ scope: 'operator' as const, ...declared });
}
