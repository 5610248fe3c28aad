import type { FactorStanding } from '../access/factor-standing.ts';
import type { Plan } from '../access/plans.ts';
import type { Principal, UserPrincipal } from '../access/principal.ts';
import type { AnswerEffects, RequestMeta } from '../access/request.ts';
import type { SignedCheckpoint } from '../ledger/checkpoint.ts';
import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { SqlReader, WriteTx } from '../platform/db/types.ts';
import type { OrganizationObjects } from '../platform/storage/object-store.ts';
import type { Services } from '../runtime.ts';
import type { ControlClient, TenantClient } from './clients.ts';
import type { TenantKey } from './tenancy.ts';

export interface OrganizationRef {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: Plan;
}

/** What every operation is given. */
export interface BaseContext {
  readonly principal: Principal;
  /** The opaque id that receipts name as the actor. */
  readonly actor: string;
  readonly request: RequestMeta;
  readonly answer: AnswerEffects;
  readonly services: Services;
  now(): Date;
  /** What is true of the person's second factors this very moment. */
  factorStanding(person: UserPrincipal): Promise<FactorStanding>;
}

/** Reads of one database; nothing can be written through it. */
export type Reads<Client> = SqlReader & { readonly prisma: Client };

/** The receipt of a write, or several, possibly known only once the write has run. */
export type ReceiptOf<T> =
  | ReceiptDraft
  | readonly ReceiptDraft[]
  | ((result: T) => ReceiptDraft | readonly ReceiptDraft[]);

/**
 * One organisation, and nothing else: its database, its ledger, its part of the directory. The organisation came from
 * the authenticated principal; no domain code can name another.
 */
export interface TenantContext extends BaseContext {
  readonly org: OrganizationRef;
  readonly db: Reads<TenantClient>;

  /**
   * The only way to write to the organisation's database. Afterwards the change and its receipt are both durable, or
   * neither is. A receipt function that returns an empty list is refused: no write without a receipt.
   */
  write<T>(receipt: ReceiptOf<T>, body: (tx: WriteTx<TenantClient>) => Promise<T>): Promise<T>;

  /**
   * Like {@link write}, and what `present` makes of the result is the operation's answer: `run` returns that very value.
   * Under an `Idempotency-Key` the answer is kept in the same transaction, so that change, receipt and answer are durable
   * together or not at all. At most once in a run, and nothing is written after it.
   */
  writeAnswer<T, Answer>(
    receipt: ReceiptOf<T>,
    body: (tx: WriteTx<TenantClient>) => Promise<T>,
    present: (result: T) => Answer,
  ): Promise<Answer>;

  /**
   * The signed head of everything that the ledger holds now; signed anew if something was written since the last one. It is
   * evidence about receipts and no change of the organisation's: it leaves none itself.
   * @throws `ledger_inconsistent` when the ledger is not what was signed before.
   */
  checkpoint(): Promise<SignedCheckpoint>;

  /** The subkey of the organisation's data key for secrets at rest: that version, or the newest. */
  secretsKey(version?: number): Promise<TenantKey>;

  /**
   * Reads for an answer that is streamed after the run has ended, when `db` cannot be used any more. Each call opens the
   * organisation for itself, so that a caller who reads slowly holds nothing.
   */
  readLater<T>(read: (db: Reads<TenantClient>) => Promise<T>): Promise<T>;

  /** The organisation's objects: bytes that are too large for its database, sealed under its key. */
  readonly objects: OrganizationObjects;

  /**
   * Afterwards what was erased before is in no part of the search index, no page and no log of the organisation's database
   * or of the control database. It changes nothing that anybody can see, and leaves no receipt.
   * @returns false while somebody reads an earlier state: ask again later.
   */
  forgetErased(): Promise<boolean>;

  /** The organisation's rows of the control database: members, invitations, keys. For lib/identity and lib/api-keys. */
  readonly directory: Directory;
}

/**
 * The control database as one organisation's operations use it. Every statement names `ctx.org.id` itself.
 */
export interface Directory extends Reads<ControlClient> {
  /**
   * Changes the control database and owes the organisation's ledger a receipt, in one transaction; then settles the
   * debt. A crash in between leaves the debt in the outbox, which is settled before the ledger is used again.
   */
  write<T>(receipt: ReceiptOf<T>, body: (tx: WriteTx<ControlClient>) => Promise<T>): Promise<T>;
}

/** A signed-in person outside any organisation: their own account, their list of organisations. */
export interface AccountContext extends BaseContext {
  readonly principal: UserPrincipal;
  readonly control: ControlAccess;
}

/** Anybody, before they have proven who they are. */
export interface PublicContext extends BaseContext {
  readonly control: ControlAccess;
}

/** The person who runs this installation, at the command line. */
export interface OperatorContext extends BaseContext {
  readonly control: ControlAccess;
}

/** The control database for operations that stand outside one organisation. For lib/identity and lib/tenancy alone. */
export interface ControlAccess extends Reads<ControlClient> {
  /** A change that concerns no organisation's ledger: accounts, login tokens, sessions. */
  write<T>(body: (tx: WriteTx<ControlClient>) => Promise<T>): Promise<T>;
  /** A change that an organisation's ledger must tell, with its receipt owed as {@link Directory.write} does. */
  writeFor<T>(orgId: string, receipt: ReceiptOf<T>, body: (tx: WriteTx<ControlClient>) => Promise<T>): Promise<T>;
  /**
   * The same, and the debt is settled when the organisation is next opened: for changes after which it is opened anyway, by
   * a job, and whose answer must take no longer than if there were no organisation.
   */
  oweFor<T>(orgId: string, receipt: ReceiptOf<T>, body: (tx: WriteTx<ControlClient>) => Promise<T>): Promise<T>;
}
