import { fail } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { isHeld, requireNoHold, requireNoHoldOnContact } from '../holds/active-holds.ts';
import { type ErasureRow, findErasure, findLiveErasure, insertErasure } from './erasure-store.ts';
import { type Grounds, type Person, resolvePerson } from './person.ts';
import type { DealChoice, Plan } from './place.ts';
import { places } from './places.ts';

/** The operation that the job runs. */
const jobKind = 'persons.runErasure';
/** Long enough for the write that follows; if the process ends in between, the job finds nothing begun. */
const guardSeconds = 5;

interface Asked {
  readonly deals: DealChoice;
  readonly requestId?: string | undefined;
}

/** Where the person of an operation is looked for. */
export function groundsOf(ctx: Pick<TenantContext, 'org' | 'db' | 'directory'>): Grounds {
  return { orgId: ctx.org.id, db: ctx.db, directory: ctx.directory };
}

/** @throws `not_found` when nothing here has that id, or holds anything of that address. */
export async function requirePerson(at: Grounds, reference: string): Promise<Person> {
  const person = await resolvePerson(at, reference);
  if (person === undefined) throw fail('not_found');
  if (person.contactIds.length > 0 || person.member !== null) return person;
  for (const { rows, name } of places) {
    // Archives of the whole organisation are no trace of anybody.
    if (name !== 'exports' && (await rows(at, person)).length > 0) return person;
  }
  throw fail('not_found');
}

/** Whether a legal hold keeps the organisation, or one of the person's contacts. */
export async function isPersonHeld(ctx: Pick<TenantContext, 'db'>, person: Person): Promise<boolean> {
  for (const id of person.contactIds) if (await isHeld(ctx.db, id)) return true;
  return isHeld(ctx.db);
}

/**
 * Begins the erasure of a person. Afterwards it is durable and goes on by itself, whatever crashes: its receipt
 * `person.erasureStarted` stands, and nothing calls it off. Asked again while it runs, it answers with the one that runs.
 * @throws `not_found`; `legal_hold`; `conflict` while an archive, which may hold the person, waits to be taken in.
 */
export async function startErasure(ctx: TenantContext, person: Person, asked: Asked): Promise<ErasureRow> {
  const id = newId('pre');
  const subject = person.contactIds[0] ?? id;
  const plan: Plan = { ...person, deals: asked.deals };
  const at = ctx.now().toISOString();
  const made: ErasureRow = {
    ...{ id, kind: 'contact', subject, state: 'queued', counts: '{}', plan: JSON.stringify(plan) },
    ...{ requestId: asked.requestId ?? null, createdBy: ctx.actor, createdAt: at, updatedAt: at, finishedAt: null },
  };
  const live = await findLiveErasure(ctx.db, person.contactIds);
  if (live !== undefined) {
    // One that was given up after many failures begins afresh.
    await ctx.services.jobs.enqueue({ kind: jobKind, orgId: ctx.org.id, subject: live.id, actor: live.createdBy });
    return live;
  }
  const job = { kind: jobKind, orgId: ctx.org.id, subject: id, actor: ctx.actor };
  await ctx.services.jobs.enqueue(job, { delaySeconds: guardSeconds });
  const detail = { erasureId: id, contacts: person.contactIds.length, deals: asked.deals };
  await ctx.write({ action: 'person.erasureStarted', subject, detail }, async (tx) => {
    if (
      made.requestId !== null &&
      !(await tx.get('SELECT 1 AS one FROM SubjectRequest WHERE id = ?', [made.requestId]))
    ) {
      throw fail('not_found');
    }
    await requireNoHold(tx);
    for (const contactId of person.contactIds) await requireNoHoldOnContact(tx, contactId);
    if ((await findLiveErasure(tx, person.contactIds)) !== undefined) {
      throw fail('conflict', { message: 'This person is being erased already.' });
    }
    const arriving = await tx.get(
      `SELECT 1 AS one FROM "ArchiveImport" WHERE "state" NOT IN ('done', 'refused') LIMIT 1`,
    );
    if (arriving !== undefined) {
      throw fail('conflict', { message: 'An archive that may hold this person waits. Take it in or delete it first.' });
    }
    await insertErasure(tx, made);
  });
  await ctx.services.jobs.enqueue(job);
  return (await findErasure(ctx.db, id)) ?? made;
}
