import { type ResolvedContacts, resolveContacts } from '../crm/contacts/resolve-contacts.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { type FieldProblem, fail, type HoldfastError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { futureToleranceMs, type InteractionReport } from './schema.ts';
import { findByExternalIds, type InteractionRow } from './store.ts';

/** A report as it was read: well-formed, or refused for what is wrong with it. */
export type ReadReport = { readonly report: InteractionReport } | { readonly refusal: HoldfastError };

/** What becomes of a report. Paths in a refusal are those of the report's own fields. */
export type Verdict =
  /** `row` is to be stored. */
  | { readonly status: 'created'; readonly row: InteractionRow; readonly contactName: string | null }
  /** `row` says the same, under the same externalId: stored before, or created by an earlier report. */
  | { readonly status: 'duplicate'; readonly row: InteractionRow; readonly contactName: string | null }
  | { readonly status: 'refused'; readonly refusal: HoldfastError };

/**
 * Decides about reports in their order, as if each were stored before the next one is looked at. Three queries at most,
 * however many reports there are. Inside a write, nobody can come between this and the storing.
 */
export async function judgeReports(db: SqlReader, reports: readonly ReadReport[], now: Date): Promise<Verdict[]> {
  const good = reports.flatMap((read) => ('report' in read ? [read.report] : []));
  const contacts = await resolveContacts(db, {
    ids: good.flatMap((report) => report.contactId ?? []),
    emails: good.flatMap((report) => report.email ?? []),
  });
  const known = new Map(
    await findByExternalIds(
      db,
      good.flatMap((report) => report.externalId ?? []),
    ),
  );
  return reports.map((read) => {
    if ('refusal' in read) return { status: 'refused', refusal: read.refusal };
    const verdict = judge(read.report, contacts, known, now);
    if (verdict.status === 'created' && verdict.row.externalId !== null) known.set(verdict.row.externalId, verdict.row);
    return verdict;
  });
}

function judge(
  report: InteractionReport,
  contacts: ResolvedContacts,
  known: ReadonlyMap<string, InteractionRow>,
  now: Date,
): Verdict {
  const contact = contactOf(report, contacts);
  const problems = [
    ...('path' in contact ? [contact] : []),
    ...(Date.parse(report.occurredAt) > now.getTime() + futureToleranceMs
      ? [{ path: 'occurredAt', message: 'Has not happened yet' }]
      : []),
  ];
  if ('path' in contact || problems.length > 0) {
    return { status: 'refused', refusal: fail('invalid_input', { problems }) };
  }
  const row = newRow(report, contact.id, now.toISOString());
  const before = report.externalId === undefined ? undefined : known.get(report.externalId);
  if (before === undefined) return { status: 'created', row, contactName: contact.name };
  if (sameContent(before, row)) return { status: 'duplicate', row: before, contactName: contact.name };
  return { status: 'refused', refusal: conflictWith(before) };
}

function contactOf(
  report: InteractionReport,
  contacts: ResolvedContacts,
): { readonly id: string; readonly name: string | null } | FieldProblem {
  if (report.contactId !== undefined) {
    return contacts.byId.get(report.contactId) ?? { path: 'contactId', message: 'There is no such contact' };
  }
  const found = contacts.byEmail.get(report.email ?? '');
  if (found === undefined) return { path: 'email', message: 'No contact has this address' };
  if (found.count === 1) return found;
  return { path: 'email', message: `${found.count} contacts have this address: say which by contactId` };
}

function newRow(report: InteractionReport, contactId: string, at: string): InteractionRow {
  return {
    id: newId('int'),
    contactId,
    channel: report.channel,
    direction: report.direction,
    occurredAt: report.occurredAt,
    subject: report.subject ?? null,
    body: report.body ?? null,
    metadata: canonicalJson(report.metadata ?? {}),
    externalId: report.externalId ?? null,
    createdAt: at,
  };
}

const content = ['contactId', 'channel', 'direction', 'occurredAt', 'subject', 'body', 'metadata'] as const;

function sameContent(a: InteractionRow, b: InteractionRow): boolean {
  return content.every((name) => a[name] === b[name]);
}

function conflictWith(before: InteractionRow): HoldfastError {
  const message = 'This externalId belongs to an interaction that says something else.';
  return fail('conflict', {
    message,
    problems: [{ path: 'externalId', message }],
    extension: { interactionId: before.id },
  });
}
