import { operation } from '../../access/operation.ts';
import { dueAt } from './due.ts';
import { insertRequest } from './request-store.ts';
import { NothingTold, ReceiveSubjectRequest } from './schema.ts';

/** Keeps what somebody asked, before they have shown that the address is theirs. For the public form. */
export const receiveRequest = operation({
  name: 'subjectRequests.receive',
  title: 'Take a request of a data subject',
  permission: 'subjectRequests:write',
  feature: undefined,
  limits: [],
  input: ReceiveSubjectRequest,
  output: NothingTold,
  writes: true,
  run: async (ctx, { id, kind, email, name, message }) => {
    const at = ctx.now().toISOString();
    await ctx.write({ action: 'subjectRequest.received', subject: id, detail: { kind } }, (tx) =>
      insertRequest(tx, {
        ...{ id, kind, state: 'unverified', name, email, message },
        ...{ receivedAt: at, verifiedAt: null, dueAt: dueAt(at), extendedAt: null, extensionReason: null },
        ...{ remindedDays: null, assignedTo: null, contactId: null, exportId: null, erasureId: null, answer: null },
        ...{ refusalReason: null, answeredBy: null, closedAt: null, owedMail: null, mailedAt: null },
        ...{ answerTokenHash: null, answerExpiresAt: null, answerOpened: 0, answerDownloads: 0, erasedAt: null },
        ...{ version: 1, updatedAt: at },
      }),
    );
    return {};
  },
});
