import { z } from 'zod';
import {
  cursorField,
  emailField,
  line,
  maybe,
  pageLimit,
  pageOf,
  paragraphs,
  versionField,
} from '../../platform/fields.ts';
import { requestKinds } from './kinds.ts';
import { answerCharsMax, messageCharsMax } from './terms.ts';

/** States in which the organisation sees a request. Before the person has confirmed it there is nothing to see. */
export const requestStates = ['open', 'fulfilled', 'refused', 'withdrawn'] as const;

const slug = z.string().min(1).max(64).describe('What stands in the address of the organisation');
const requestId = z.string().min(1).max(64);
/** Six digits, with the spaces and dashes that come along when a code is pasted. */
const code = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, ''))
  .refine((text) => /^\d{6}$/.test(text), 'Six digits');
const token = z.string().min(1).max(200);

export const PrivacyForm = z.strictObject({ org: slug });

export const PrivacyFormOptions = z.strictObject({
  organization: z.string(),
  botCheckSiteKey: z.string().nullable(),
});

export const SubmitSubjectRequest = z.strictObject({
  org: slug,
  kind: z.enum(requestKinds, 'Choose what you want'),
  email: emailField.refine((text) => text !== '', 'Give your e-mail address'),
  name: maybe(line(120)).optional(),
  message: maybe(paragraphs(messageCharsMax)).optional(),
  website: z.string().max(2_000).optional().describe('People leave it empty: they do not see it'),
  turnstileToken: z.string().max(4_000).optional(),
});

export const SubjectRequestSubmitted = z.strictObject({ requestId: z.string(), expiresInSeconds: z.number().int() });

export const ResendSubjectCode = z.strictObject({ org: slug, requestId });

export const SubjectCodeSent = z.strictObject({ status: z.literal('sent') });

export const ConfirmSubjectRequest = z.strictObject({ org: slug, requestId, code });

export const SubjectRequestConfirmed = z.strictObject({
  kind: z.enum(requestKinds),
  dueAt: z.string().describe('Until when the organisation has to answer'),
});

export const SubjectAnswerToken = z.strictObject({ org: slug, token });

export const SubjectAnswerOffer = z.strictObject({
  organization: z.string(),
  closedAt: z.string(),
  expiresAt: z.string(),
});

export const OpenSubjectAnswer = z.strictObject({ org: slug, token, code });

export const SubjectAnswer = z.strictObject({
  kind: z.enum(requestKinds),
  state: z.enum(['fulfilled', 'refused']),
  receivedAt: z.string(),
  closedAt: z.string(),
  text: z.string(),
  download: z
    .strictObject({ token: z.string(), left: z.number().int(), expiresInSeconds: z.number().int() })
    .nullable()
    .describe('What fetches the export for a while; null when there is none, or none any more'),
});

export const SubjectDownload = z.strictObject({ token });

export const SubjectRequestId = z.strictObject({ id: requestId.describe('The id of the request') });

/** A request of a data subject. */
export const SubjectRequest = z.strictObject({
  id: z.string(),
  kind: z.enum(requestKinds),
  state: z.enum(requestStates),
  name: z.string().nullable(),
  email: z.string().nullable().describe('Null once the person’s words and address were removed'),
  message: z.string().nullable(),
  receivedAt: z.string(),
  verifiedAt: z.string().nullable().describe('When the person showed that the address is theirs'),
  dueAt: z.string().describe('Until when it is to be answered'),
  extendedAt: z.string().nullable(),
  extensionReason: z.string().nullable(),
  assignedTo: z.string().nullable().describe('Opaque id of who takes care of it'),
  contactId: z.string().nullable().describe('The contact that it is about, once somebody has said so'),
  exportId: z.string().nullable(),
  erasureId: z.string().nullable(),
  answer: z.string().nullable(),
  refusalReason: z.string().nullable(),
  answeredBy: z.string().nullable(),
  closedAt: z.string().nullable(),
  owedMail: z
    .enum(['received', 'extension', 'answer', 'withdrawal'])
    .nullable()
    .describe('What the person is still to be told by mail'),
  mailedAt: z.string().nullable(),
  answerExpiresAt: z.string().nullable().describe('Until when the link opens the answer; null when none does'),
  answerOpened: z.number().int(),
  answerDownloads: z.number().int(),
  erasedAt: z.string().nullable().describe('When the person’s words and address were removed'),
  version: z.number().int(),
  updatedAt: z.string(),
});

export const RequestSubjects = z.strictObject({
  linkedName: z.string().nullable().describe('What the contact is called that the request was said to be about'),
  matches: z
    .array(z.strictObject({ id: z.string(), name: z.string() }))
    .describe('Contacts with the address that the request came from; none once one was named'),
  archive: z
    .enum(['none', 'making', 'ready', 'lost'])
    .describe('How far the archive of the answer is; lost: send the answer again to have it made anew'),
});

export const ListSubjectRequests = z.strictObject({
  state: z.enum(requestStates).optional(),
  kind: z.enum(requestKinds).optional(),
  due: z
    .enum(['overdue', 'week'])
    .optional()
    .describe('overdue: past its term; week: to be answered within seven days'),
  assignedTo: z.string().min(1).max(64).optional().describe('Opaque id of who takes care of it'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

export const SubjectRequestPage = pageOf(SubjectRequest).extend({
  unconfirmed: z.number().int().describe('How many wait for the person to confirm their address'),
  formUrl: z.string().describe('Where people ask: the address for the organisation’s own pages'),
});

export const SubjectStatistics = z.strictObject({
  open: z.number().int(),
  overdue: z.number().int(),
  unconfirmed: z.number().int(),
  received: z.number().int().describe('Confirmed requests of the last twelve months'),
  fulfilled: z.number().int(),
  refused: z.number().int(),
  withdrawn: z.number().int(),
  late: z.number().int().describe('Answered after their term, in the last twelve months'),
  medianDays: z.number().nullable().describe('Days from receipt to answer, in the last twelve months'),
  byKind: z.object({
    access: z.number().int(),
    rectification: z.number().int(),
    erasure: z.number().int(),
    restriction: z.number().int(),
    portability: z.number().int(),
    objection: z.number().int(),
  }),
});

const version = versionField.optional().describe('Refuse the change if the request has another version by now');
const reason = paragraphs(answerCharsMax).refine((text) => text !== '', 'Give a reason');

export const AssignSubjectRequest = z.strictObject({
  ...SubjectRequestId.shape,
  version,
  userId: z.string().min(1).max(64).nullable().describe('Opaque id of a member; null when nobody takes care of it'),
});

export const LinkSubjectRequest = z.strictObject({
  ...SubjectRequestId.shape,
  version,
  contactId: z.string().min(1).max(64).nullable().describe('The contact that it is about'),
});

export const ExtendSubjectRequest = z.strictObject({
  ...SubjectRequestId.shape,
  version,
  reason: reason.describe('Why more time is needed; the person is told'),
});

export const FulfilSubjectRequest = z.strictObject({
  ...SubjectRequestId.shape,
  version,
  answer: paragraphs(answerCharsMax)
    .refine((text) => text !== '', 'Write what was done')
    .describe('What the person is told'),
  carryOut: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .default(true)
    .describe('Export, erase or hold the contact that the request is linked to; false when that was done otherwise'),
});

export const RefuseSubjectRequest = z.strictObject({
  ...SubjectRequestId.shape,
  version,
  reason: reason.describe('Why, as the person is told; where to complain is added to it'),
});

export const WithdrawSubjectRequest = z.strictObject({ ...SubjectRequestId.shape, version });

export const ChangeSubjectAnswer = z.strictObject({ ...SubjectRequestId.shape, version });

/** The input of the job that attends to one request, and what it says. */
export const SubjectRequestJob = z.strictObject({ id: requestId });
export const SubjectJobState = z.strictObject({ done: z.boolean(), delaySeconds: z.number().optional() });

/** What moves between the public forms and the organisation that they are of. Not for doors. */
export const ReceiveSubjectRequest = z.strictObject({
  id: requestId,
  kind: z.enum(requestKinds),
  email: z.string(),
  name: z.string().nullable(),
  message: z.string().nullable(),
});
export const SubjectMailbox = z.strictObject({ id: z.string(), email: z.string(), kind: z.enum(requestKinds) });
export const SubjectTokenHash = z.strictObject({ token });
export const NothingTold = z.strictObject({});
