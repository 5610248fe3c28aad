import { operation } from '../../access/operation.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import type { ReceiptDraft } from '../../ledger/receipt.ts';
import { sha256 } from '../../platform/crypto/digest.ts';
import { errorTable, type FieldProblem, fail, type HoldfastError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { TenantContext } from '../../tenancy/context.ts';
import type { ReadReport, Verdict } from '../judge-reports.ts';
import { interactionContent, presentInteraction } from '../present.ts';
import { CreateInteraction } from '../schema.ts';
import { writeReports } from '../write-reports.ts';
import { type BatchAnswer, BatchOutcome, CreateInteractions, type ReportOutcomeAnswer } from './schema.ts';

export const createInteractions = operation({
  name: 'interactions.createBatch',
  title: 'Report up to 100 interactions',
  description:
    'All or nothing: one bad item refuses all, and every problem is named by its place, such as `items.7.channel`. With `?partial=true` the good ones are stored and each item says what became of it. Either way what is stored is stored together. 201 when anything was created, else 200.',
  http: 'POST /interactions/batch',
  permission: 'interactions:write',
  feature: undefined,
  limits: ['api.general'],
  input: CreateInteractions,
  output: BatchOutcome,
  query: ['partial'],
  writes: true,
  refuses: ['conflict'],
  status: 201,
  otherStatus: { status: 200, when: ({ created }) => created === 0 },
  bodyBytesMax: 5_000_000,
  run: (ctx, { partial, items }) =>
    writeReports(ctx, items.map(readReport), {
      present: (verdicts) => {
        if (!partial) refuseAll(verdicts);
        return outcomeOf(ctx, verdicts);
      },
      receipt: batchReceipt,
    }),
});

/** What is wrong with one item is told, not the whole item. */
const itemProblemsMax = 20;
const problemCharsMax = 500;

function readReport(item: unknown): ReadReport {
  const read = CreateInteraction.safeParse(item);
  if (read.success) return { report: read.data };
  const problems = read.error.issues.slice(0, itemProblemsMax).map(({ path, message }) => ({
    path: path.map(String).join('.').slice(0, problemCharsMax),
    message: message.slice(0, problemCharsMax),
  }));
  return { refusal: fail('invalid_input', { problems }) };
}

/** @throws one error for all that were refused: `conflict` when nothing else is wrong with them, else `invalid_input`. */
function refuseAll(verdicts: readonly Verdict[]): void {
  const refused = verdicts.flatMap((verdict, index) =>
    verdict.status === 'refused' ? [{ index, refusal: verdict.refusal }] : [],
  );
  const [first] = refused;
  if (first === undefined) return;
  const problems = refused.flatMap(({ index, refusal }) => problemsAt(index, refusal));
  if (refused.some(({ refusal }) => refusal.code !== 'conflict')) throw fail('invalid_input', { problems });
  // What an earlier item would have become is not stored: there is no id to tell.
  const before = first.refusal.extension.interactionId;
  const isStored = !verdicts.some((verdict) => verdict.status === 'created' && verdict.row.id === before);
  throw fail('conflict', {
    message: first.refusal.publicMessage,
    problems,
    extension: isStored ? first.refusal.extension : {},
  });
}

function problemsAt(index: number, refusal: HoldfastError): FieldProblem[] {
  return refusal.problems.map(({ path, message }) => ({
    path: path === '' ? `items.${index}` : `items.${index}.${path}`,
    message,
  }));
}

function outcomeOf(ctx: TenantContext, verdicts: readonly Verdict[]): BatchAnswer {
  const count = (status: Verdict['status']) => verdicts.filter((verdict) => verdict.status === status).length;
  return {
    created: count('created'),
    duplicates: count('duplicate'),
    refused: count('refused'),
    data: verdicts.map((verdict, index): ReportOutcomeAnswer => {
      const { status } = verdict;
      if (status === 'refused') return { index, status, problem: problemOf(index, verdict.refusal) };
      return { index, status, interaction: presentInteraction(verdict.row, verdict.contactName, ctx.principal) };
    }),
  };
}

function problemOf(index: number, refusal: HoldfastError): NonNullable<ReportOutcomeAnswer['problem']> {
  const { title, status } = errorTable[refusal.code];
  const { interactionId } = refusal.extension;
  return {
    title,
    status,
    detail: refusal.publicMessage,
    code: refusal.code,
    errors: problemsAt(index, refusal),
    ...(typeof interactionId === 'string' ? { interactionId } : {}),
  };
}

/**
 * One receipt for the whole batch. It names what was created and fixes what that said: SHA-256 over the canonical JSON of
 * the contents, in their order.
 */
function batchReceipt({ data }: BatchAnswer): ReceiptDraft {
  const created = data.flatMap(({ status, interaction }) => (status === 'created' && interaction ? [interaction] : []));
  return {
    action: 'interactions.created',
    subject: newId('bat'),
    detail: {
      count: created.length,
      ids: created.map(({ id }) => id),
      contents: sha256(canonicalJson(created.map(interactionContent))).toString('hex'),
    },
  };
}
