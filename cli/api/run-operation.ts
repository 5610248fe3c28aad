import { resolve } from 'node:path';
import type { ClientOperation } from '../../scripts/client/client-operations.ts';
import { CommandFailure } from '../failure.ts';
import { writeNewFile } from '../new-file.ts';
import type { Send } from '../sign-in/send.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Answer, exitCodes } from '../terminal.ts';
import { type Call, fileToSend, operationCaller } from './call-operation.ts';
import type { Flag } from './flags.ts';
import { gatherInput } from './gather-input.ts';
import { showAnswer } from './show.ts';

export interface Remote {
  readonly here: Surroundings;
  readonly send: Send;
  /** Whether the answer is to be JSON. */
  readonly json: boolean;
  /** Says something to whoever sits there: never part of the answer. */
  tell(text: string): void;
}

interface Given {
  readonly flags: readonly Flag[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly args: Readonly<Record<string, string>>;
}

/** Runs one operation of the API as a command. @throws `CommandFailure` */
export async function runOperation(
  { here, send, json }: Remote,
  operation: ClientOperation,
  { flags, options, args }: Given,
): Promise<Answer> {
  const { profile, file, out, idempotencyKey, all } = options as {
    readonly [name in 'profile' | 'file' | 'out' | 'idempotencyKey']?: string;
  } & { readonly all?: true };
  if (file === '-' && options.data === '-') {
    throw new CommandFailure('Standard input is either the file or the data.', exitCodes.usage);
  }
  const ask = operationCaller({ here, send, profile }, operation);
  const call: Call = {
    input: await gatherInput(here, flags, options, args),
    file: file === undefined ? undefined : await fileToSend(here, file),
    idempotencyKey,
  };
  if (operation.answers === 'file' && out === undefined && json) {
    throw new CommandFailure('Say with --out where the file goes: with --json, stdout is for JSON.', exitCodes.usage);
  }
  const answer = all ? await everyPage(ask, call) : await ask(call);
  if (!isResponse(answer)) return { json: answer ?? null, text: showAnswer(answer) };
  return takeFile(answer, out === undefined ? undefined : resolve(here.calledFrom, out));
}

/** JSON holds no functions. */
function isResponse(answer: unknown): answer is Response {
  return typeof (answer as Partial<Response> | null | undefined)?.arrayBuffer === 'function';
}

interface Page {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

async function everyPage(ask: (call: Call) => Promise<unknown>, call: Call): Promise<Page> {
  const data: unknown[] = [];
  const seen = new Set<unknown>();
  let input = call.input;
  for (;;) {
    const page = (await ask({ ...call, input })) as Partial<Page> | undefined;
    // One that comes again would be gone round for ever.
    if (!Array.isArray(page?.data) || seen.has(page.nextCursor)) {
      throw new CommandFailure('The installation answered with what is no page of a list.');
    }
    for (const one of page.data) data.push(one);
    if (typeof page.nextCursor !== 'string') return { ...page, data, nextCursor: null };
    seen.add(page.nextCursor);
    input = { ...call.input, cursor: page.nextCursor };
  }
}

/** Into a file that is whole or not there; to stdout without one. */
async function takeFile(response: Response, path: string | undefined): Promise<Answer> {
  const said = response.headers.get('content-length');
  const expected = said === null || response.headers.has('content-encoding') ? null : Number(said);
  let bytes = 0;
  async function* parts(): AsyncGenerator<Uint8Array> {
    const brokeOff = new CommandFailure('The file broke off: the connection was lost.');
    try {
      for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        bytes += part.byteLength;
        yield part;
      }
    } catch {
      throw brokeOff;
    }
    if (expected !== null && bytes !== expected) throw brokeOff;
  }
  if (path === undefined) return { json: null, text: '', bytes: parts() };
  await writeNewFile(path, parts());
  const contentType = response.headers.get('content-type');
  return { json: { file: path, bytes, contentType }, text: `${path}: ${bytes} bytes.\n` };
}
