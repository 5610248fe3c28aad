import { operation } from '../../access/operation.ts';
import { fail, isHoldfastError } from '../../platform/errors.ts';
import { removeLocalMail } from '../../platform/mail/local-mailbox.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import { eraseHistoryOpenings } from '../archive/erase-history-openings.ts';
import { dropArchive } from '../export/archive-object.ts';
import { askToAttend } from '../requests/attend-job.ts';
import { erasePlaces } from './erase-places.ts';
import {
  countErased,
  type ErasureRow,
  endErasure,
  findErasure,
  findRequestsWaitingFor,
  forgetPlan,
  planOf,
  recordsErased,
} from './erasure-store.ts';
import { mentionsOfPerson } from './person.ts';
import type { Erasing, ErasureCounts, Plan } from './place.ts';
import { PersonErasureId, PersonErasureProgress } from './schema.ts';

/** How long it waits for somebody who reads an earlier state of the database. */
const readerSeconds = 2;

/**
 * Goes on with an erasure that was begun, from any place where a crash cut it off. Afterwards, or when it is run again,
 * nothing of the person is left that the list of places erases, also not in freed pages, logs and the search index, and
 * there is exactly one receipt `person.erased`. CLAIMS G3.
 */
export const runErasure = operation({
  name: 'persons.runErasure',
  title: 'Go on with the erasure of a person',
  description: 'Run by the job queue until it is done.',
  permission: 'persons:write',
  feature: undefined,
  limits: [],
  input: PersonErasureId,
  output: PersonErasureProgress,
  writes: true,
  run: async (ctx, { id }) => {
    const erasure = await findErasure(ctx.db, id);
    // Not begun (its process ended before that), or done.
    if (erasure === undefined || erasure.state === 'done') return { done: true };
    const plan = planOf(erasure);
    if (plan !== null) await erase(ctx, erasure, plan);
    if (!(await ctx.forgetErased())) return { done: false, delaySeconds: readerSeconds };
    await end(ctx, erasure);
    for (const requestId of await findRequestsWaitingFor(ctx.db, id)) {
      await askToAttend(ctx.services.jobs, ctx.org.id, requestId);
    }
    return { done: true };
  },
});

async function erase(ctx: TenantContext, { id }: ErasureRow, plan: Plan): Promise<void> {
  for (const subject of plan.contactIds) {
    await ctx.services.tombstones.lay({ kind: 'contact', orgId: ctx.org.id, subject });
  }
  await erasePlaces(erasingIn(ctx, id), plan);
  const mentions = mentionsOfPerson(plan);
  const ids = new Set(plan.contactIds);
  await eraseHistoryOpenings(ctx, (detail, subject) => ids.has(subject) || mentions.inJson(detail));
  for (const email of plan.emails) removeLocalMail(ctx.services.env.HOLDFAST_DATA_DIR, email);
  await ctx.write({ action: recordsErased, subject: id, detail: { records: {} } }, (tx) =>
    forgetPlan(tx, id, ctx.now()),
  );
}

function erasingIn(ctx: TenantContext, id: string): Erasing {
  const receipt = (records: ErasureCounts) => ({ action: recordsErased, subject: id, detail: { records } });
  return {
    erasureId: id,
    orgId: ctx.org.id,
    db: ctx.db,
    directory: ctx.directory,
    objects: ctx.objects,
    dropArchive: (exportId) => dropArchive(ctx, exportId),
    now: ctx.now,
    write: async (body) => {
      await ctx.write(receipt, body);
    },
    writeDirectory: async (body) => {
      await ctx.directory.write(receipt, body);
    },
  };
}

async function end(ctx: TenantContext, { id, subject }: ErasureRow): Promise<void> {
  const counts = await countErased(ctx.db, id);
  try {
    await ctx.write({ action: 'person.erased', subject, detail: { erasureId: id, records: counts } }, async (tx) => {
      // Another run was faster: nothing is written, this receipt neither.
      if (!(await endErasure(tx, id, counts, ctx.now()))) throw fail('conflict', { detail: `${id} had ended` });
    });
  } catch (error) {
    if (!isHoldfastError(error) || error.code !== 'conflict') throw error;
  }
}
