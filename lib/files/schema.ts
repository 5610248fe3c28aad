import { z } from 'zod';
import { cursorField, instant, pageLimit, pageOf, searchField } from '../platform/fields.ts';

/** Of one file, on the wire. */
export const fileBytesMax = 25 * 1024 * 1024;
/** Of one organisation. */
export const filesMax = 20_000;
/** Of all files of one organisation together. */
export const filesBytesMax = 10 * 1024 * 1024 * 1024;

const idField = z.string().max(64);

export const UploadFile = z.strictObject({
  fileName: z.string().max(1_000).optional().describe('What to call it; by default the name in Content-Disposition'),
  contactId: idField.optional().describe('Whose file it is; without a contact or a deal it is the organisation’s'),
  dealId: idField
    .optional()
    .describe('The deal that it belongs to; it goes with the contact or the deal, whichever goes first'),
});

export const FileId = z.strictObject({ id: idField });

/** Whose files: a contact's, a deal's, or those of the organisation itself. */
export const filePlaces = ['contact', 'deal', 'organization'] as const;

export const ListFiles = z.strictObject({
  contactId: idField.optional(),
  dealId: idField.optional(),
  of: z.enum(filePlaces).optional().describe('Whose: of contacts, of deals, or of the organisation itself'),
  q: searchField.optional().describe('In the name'),
  limit: pageLimit,
  cursor: cursorField.optional(),
});

/** What is known of a file; its bytes are downloaded. */
export const FileRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  contentType: z.string().describe('By its first bytes and its name; `application/octet-stream` for what is not known'),
  bytes: z.number().int(),
  sha256: z.string().describe('Of its bytes, in hexadecimal digits'),
  contactId: z.string().nullable(),
  contactName: z.string().nullable().describe('Null also for a caller who may not read contacts'),
  dealId: z.string().nullable(),
  dealTitle: z.string().nullable().describe('Null also for a caller who may not read deals'),
  createdBy: z.string(),
  createdAt: instant,
});

export const FilePage = pageOf(FileRecord);

export type FilePlace = (typeof filePlaces)[number];
export type FileRecordAnswer = z.output<typeof FileRecord>;
