import type { Call } from '../access/execute.ts';
import { readFactorStanding } from '../access/factor-standing.ts';
import type { Permission } from '../access/permissions.ts';
import { isPlan } from '../access/plans.ts';
import { actorOf, organizationOf, type Principal, type UserPrincipal } from '../access/principal.ts';
import { assertStillStands } from '../access/still-stands.ts';
import { appendReceipt } from '../ledger/append.ts';
import type { ReceiptDraft } from '../ledger/receipt.ts';
import type { Database, SqlReader, SqlWriter, WriteTx } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { type Runtime, runtime } from '../runtime.ts';
import type { ControlClient } from './clients.ts';
import type {
  AccountContext,
  BaseContext,
  ControlAccess,
  OperatorContext,
  OrganizationRef,
  PublicContext,
  Reads,
  ReceiptOf,
  TenantContext,
} from './context.ts';
import { forgetErased } from './forget-erased.ts';
import { oweReceipts, settleReceipts } from './outbox.ts';

/**
 * Writes to the organisation's database what is no change of the organisation's: what doors remember of requests. It
 * leaves no receipt, and no operation is given it.
 */
export type Bookkeeping = <T>(body: (tx: SqlWriter) => Promise<T>) => Promise<T>;

const itself = <T>(result: T): T => result;

type Opening = Pick<Call, 'principal' | 'request' | 'answer'> & {
  /** What the principal was let in for: each write asks whether they still hold it. */
  readonly permission?: Permission;
};

/**
 * Opens the organisation for one call and closes it afterwards. The context, its database and its writer are unusable
 * once `body` has ended.
 *
 * @throws `not_found` when there is no such organisation, `tenant_unavailable` when it cannot be used now.
 */
export async function withTenantContext<T>(
  orgId: string,
  call: Opening,
  body: (ctx: TenantContext, bookkeeping: Bookkeeping) => Promise<T>,
): Promise<T> {
  const rt = runtime();
  const { org, owes } = await readOrganization(rt, orgId, call.principal);
  const lease = await rt.tenancy.acquire(orgId);
  try {
    if (owes) {
      await settleReceipts(rt.tenancy.control, lease.db, orgId);
      rt.checkpoints.noteAppend(orgId);
    }
    const base = baseContext(rt, call);
    const stillStands = async (db: SqlReader) => {
      if (call.permission !== undefined) await assertStillStands(db, call.principal, call.permission);
    };
    const writeAnswer: TenantContext['writeAnswer'] = async (receipt, write, present) => {
      const answer = await lease.db.write(async (tx) => {
        await stillStands(rt.tenancy.control);
        const result = await write(tx);
        for (const draft of draftsOf(receipt, result)) {
          await appendReceipt(tx, draft, { orgId, actor: base.actor, at: base.now() });
        }
        return present(result);
      });
      rt.checkpoints.noteAppend(orgId);
      return answer;
    };
    const ctx: TenantContext = {
      ...base,
      org,
      db: readsOf(lease.db),
      write: (receipt, write) => writeAnswer(receipt, write, itself),
      writeAnswer,
      checkpoint: () => rt.checkpoints.sign(orgId, lease.db),
      secretsKey: async (version) => {
        const key = await rt.tenancy.keyOf(orgId, 'secrets', version);
        if (key === null) throw fail('internal', { detail: 'the organisation has no data key' });
        return key;
      },
      objects: rt.objects.of(orgId),
      forgetErased: () => forgetErased(lease.db, rt.tenancy.control),
      readLater: async (read) => {
        const later = await rt.tenancy.acquire(orgId);
        try {
          return await read(readsOf(later.db));
        } finally {
          later.release();
        }
      },
      directory: {
        ...readsOf(rt.tenancy.control),
        write: async (receipt, write) => {
          const result = await writeOwing(rt, orgId, base, receipt, async (tx: WriteTx<ControlClient>) => {
            await stillStands(tx);
            return write(tx);
          });
          await settleOrOwe(rt, orgId, () => settleReceipts(rt.tenancy.control, lease.db, orgId));
          return result;
        },
      },
    };
    return await body(ctx, (write) => lease.db.write(write));
  } finally {
    lease.release();
  }
}

export function accountContext(call: Opening, principal: UserPrincipal): AccountContext {
  const rt = runtime();
  const base = baseContext(rt, call);
  // What let the person in is asked again inside each write: a report or a sign-out may have come meanwhile.
  const stillStands = (db: SqlReader) => assertStillStands(db, principal, null);
  return { ...base, principal, control: controlAccess(rt, base, stillStands) };
}

export function publicContext(call: Opening): PublicContext {
  const rt = runtime();
  const base = baseContext(rt, call);
  return { ...base, control: controlAccess(rt, base) };
}

export function operatorContext(call: Opening): OperatorContext {
  const rt = runtime();
  const base = baseContext(rt, call);
  return { ...base, control: controlAccess(rt, base) };
}

function baseContext(rt: Runtime, call: Opening): BaseContext {
  return {
    principal: call.principal,
    actor: actorOf(call.principal),
    request: call.request,
    answer: call.answer,
    services: rt,
    now: () => rt.clock.now(),
    factorStanding: (person) => readFactorStanding(rt.tenancy.control, person.userId, organizationOf(person)),
  };
}

const always = async (): Promise<void> => undefined;

/** @param stillStands asked first inside each write. */
function controlAccess(
  rt: Runtime,
  base: BaseContext,
  stillStands: (db: SqlReader) => Promise<void> = always,
): ControlAccess {
  type Tx = WriteTx<ControlClient>;
  const standing =
    <T>(write: (tx: Tx) => Promise<T>) =>
    async (tx: Tx) => {
      await stillStands(tx);
      return write(tx);
    };
  return {
    ...readsOf(rt.tenancy.control),
    write: (write) => rt.tenancy.control.write(standing(write)),
    oweFor: (orgId, receipt, write) => writeOwing(rt, orgId, base, receipt, standing(write)),
    writeFor: async (orgId, receipt, write) => {
      const result = await writeOwing(rt, orgId, base, receipt, standing(write));
      await settleOrOwe(rt, orgId, async () => {
        const lease = await rt.tenancy.acquire(orgId);
        try {
          await settleReceipts(rt.tenancy.control, lease.db, orgId);
        } finally {
          lease.release();
        }
      });
      return result;
    },
  };
}

/**
 * Settles now, if that can be done. The change itself is committed: whoever made it must hear so, even though its
 * receipt waits in the outbox until the organisation's database can be written again.
 */
async function settleOrOwe(rt: Runtime, orgId: string, settle: () => Promise<void>): Promise<void> {
  try {
    await settle();
    rt.checkpoints.noteAppend(orgId);
  } catch (error) {
    rt.log.error({ err: error, orgId }, 'receipts stay owed to the ledger');
  }
}

/** Commits a control-plane change together with the receipts it owes to the organisation's ledger. */
function writeOwing<Client, T>(
  rt: { readonly tenancy: { readonly control: Database<Client> } },
  orgId: string,
  base: Pick<BaseContext, 'actor' | 'now'>,
  receipt: ReceiptOf<T>,
  write: (tx: WriteTx<Client>) => Promise<T>,
): Promise<T> {
  return rt.tenancy.control.write(async (tx) => {
    const result = await write(tx);
    await oweReceipts(tx, draftsOf(receipt, result), { orgId, actor: base.actor, at: base.now() });
    return result;
  });
}

function draftsOf<T>(receipt: ReceiptOf<T>, result: T): readonly ReceiptDraft[] {
  const made = typeof receipt === 'function' ? receipt(result) : receipt;
  const drafts: readonly ReceiptDraft[] = 'action' in made ? [made] : made;
  if (drafts.length === 0) throw fail('internal', { detail: 'a write without a receipt' });
  return drafts;
}

function readsOf<Client>(db: Database<Client>): Reads<Client> {
  return {
    get prisma() {
      return db.prisma;
    },
    get: (sql, params) => db.get(sql, params),
    all: (sql, params) => db.all(sql, params),
  };
}

interface OrganizationRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
  readonly status: string;
  readonly owes: number;
}

async function readOrganization(
  rt: Runtime,
  orgId: string,
  principal: Principal,
): Promise<{ org: OrganizationRef; owes: boolean }> {
  const { control } = rt.tenancy;
  const row = await control.remember(`organization ${orgId}`, () =>
    control.get<OrganizationRow>(
      `SELECT o.id, o.slug, o.name, o.plan, o.status,
              EXISTS (SELECT 1 FROM ReceiptOutbox b WHERE b.orgId = o.id) AS owes
         FROM Organization o WHERE o.id = ?`,
      [orgId],
    ),
  );
  // What is being erased is gone for everybody from the moment on in which that begins.
  if (!row || row.status === 'provisioning' || row.status === 'erasing') throw fail('not_found');
  // Its own ledger is read by whoever runs the installation, and looked after by jobs.
  const own = row.status === 'installation' && (principal.kind === 'operator' || principal.kind === 'job');
  if (row.status !== 'active' && !own) throw fail('tenant_unavailable', { detail: `organisation is ${row.status}` });
  if (!isPlan(row.plan)) throw fail('internal', { detail: `unknown plan ${row.plan}` });
  return { org: { id: row.id, slug: row.slug, name: row.name, plan: row.plan }, owes: row.owes === 1 };
}
