import { operation } from '../access/operation.ts';
import { resolveContacts } from '../crm/contacts/resolve-contacts.ts';
import type { SqlReader } from '../platform/db/types.ts';
import { fail } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { contentTypeOf, headBytes } from './content-type.ts';
import { cleanFileName } from './file-name.ts';
import { newFileObject, removeObjects } from './portable.ts';
import { fileContent, presentFiles } from './present.ts';
import { FileRecord, fileBytesMax, filesBytesMax, filesMax, UploadFile } from './schema.ts';
import { countFiles, type FileRow, findDealOfFile, insertFileRow, listKnownObjects } from './store.ts';

interface Target {
  readonly contactId: string | null;
  readonly dealId: string | null;
}

export const uploadFile = operation({
  name: 'files.upload',
  title: 'Upload a file',
  description:
    'The body is the file. It belongs to a contact, to a deal, to both, or to the organisation itself, and is kept encrypted under the key of the organisation. What it is called is cleaned of paths and of characters that cannot be seen.',
  http: 'POST /files',
  permission: 'files:write',
  feature: undefined,
  limits: ['api.general'],
  input: UploadFile,
  output: FileRecord,
  writes: true,
  refuses: ['quota_reached', 'storage_unavailable'],
  status: 201,
  location: (created) => `/files/${created.id}`,
  body: 'stream',
  bodyBytesMax: fileBytesMax,
  run: async (ctx, input) => {
    const body = ctx.request.body;
    if (body === null) {
      throw fail('invalid_input', { problems: [{ path: 'file', message: 'Send a file as the body.' }] });
    }
    const target: Target = { contactId: input.contactId ?? null, dealId: input.dealId ?? null };
    // What would be refused is refused before its bytes are taken.
    await requireTarget(ctx.db, target);
    await requireRoom(ctx.db, 0);
    const name = cleanFileName(input.fileName || ctx.request.fileName);
    const object = newFileObject();
    const head = new Head();
    // Web streams are async iterables in Node; the DOM types do not say so.
    const chunks = body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>;
    const { bytes, sha256 } = await ctx.objects.put(object, head.of(chunks));
    const row: FileRow = {
      id: newId('fil'),
      name,
      contentType: contentTypeOf(head.bytes, name),
      bytes,
      sha256,
      object,
      ...target,
      createdBy: ctx.actor,
      createdAt: ctx.now().toISOString(),
    };
    try {
      const { dealTitle } = await ctx.write(
        { action: 'file.uploaded', subject: row.id, detail: fileContent(row) },
        async (tx) => {
          const found = await requireTarget(tx, target);
          await requireRoom(tx, bytes);
          await insertFileRow(tx, row);
          return found;
        },
      );
      const [answer] = await presentFiles(ctx.db, [{ ...row, dealTitle }], ctx.principal);
      if (answer === undefined) throw fail('internal', { detail: 'a file without an answer' });
      return answer;
    } catch (error) {
      // A write whose outcome is not known may have been done: then the object has a file, and stays.
      const known = await listKnownObjects(ctx.db, [object]);
      if (!known.has(object)) await removeObjects(ctx, [object]);
      throw error;
    }
  },
});

/** @throws `invalid_input` when there is no such contact or deal. */
async function requireTarget(db: SqlReader, { contactId, dealId }: Target): Promise<{ dealTitle: string | null }> {
  if (contactId !== null) {
    const { byId } = await resolveContacts(db, { ids: [contactId], emails: [] });
    if (!byId.has(contactId)) throw unknown('contactId', 'There is no such contact');
  }
  if (dealId === null) return { dealTitle: null };
  const deal = await findDealOfFile(db, dealId);
  if (deal === undefined) throw unknown('dealId', 'There is no such deal');
  return { dealTitle: deal.title };
}

function unknown(path: string, message: string) {
  return fail('invalid_input', { problems: [{ path, message }] });
}

/** @throws `quota_reached` when one file more, of so many bytes, would be too much. */
async function requireRoom(db: SqlReader, bytes: number): Promise<void> {
  const there = await countFiles(db);
  if (there.files >= filesMax)
    throw fail('quota_reached', { message: `There are ${filesMax} files. Delete some first.` });
  if (there.bytes + bytes > filesBytesMax) {
    throw fail('quota_reached', { message: 'All files together may take 10 GB. Delete some first.' });
  }
}

/** Remembers how a body begins while it passes. */
class Head {
  bytes = new Uint8Array(0);

  async *of(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      const missing = headBytes - this.bytes.byteLength;
      if (missing > 0) this.bytes = new Uint8Array(Buffer.concat([this.bytes, chunk.subarray(0, missing)]));
      yield chunk;
    }
  }
}
