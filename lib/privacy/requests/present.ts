import type { z } from 'zod';
import { fail } from '../../platform/errors.ts';
import type { RequestRow } from './request-store.ts';
import { requestStates, type SubjectRequest } from './schema.ts';

/** A request as it leaves the product; nobody is shown one that its person has not confirmed. */
export function presentRequest(row: RequestRow): z.output<typeof SubjectRequest> {
  const state = requestStates.find((name) => name === row.state);
  if (state === undefined) throw fail('internal', { detail: 'a request that nobody confirmed was to be shown' });
  return {
    id: row.id,
    kind: row.kind,
    state,
    name: row.name,
    email: row.email,
    message: row.message,
    receivedAt: row.receivedAt,
    verifiedAt: row.verifiedAt,
    dueAt: row.dueAt,
    extendedAt: row.extendedAt,
    extensionReason: row.extensionReason,
    assignedTo: row.assignedTo,
    contactId: row.contactId,
    exportId: row.exportId,
    erasureId: row.erasureId,
    answer: row.answer,
    refusalReason: row.refusalReason,
    answeredBy: row.answeredBy,
    closedAt: row.closedAt,
    owedMail: row.owedMail,
    mailedAt: row.mailedAt,
    answerExpiresAt: row.answerTokenHash === null ? null : row.answerExpiresAt,
    answerOpened: row.answerOpened,
    answerDownloads: row.answerDownloads,
    erasedAt: row.erasedAt,
    version: row.version,
    updatedAt: row.updatedAt,
  };
}

/** Whether the organisation sees it. */
export function isShown(row: RequestRow | undefined): row is RequestRow {
  return row !== undefined && row.state !== 'unverified' && row.state !== 'expired';
}
