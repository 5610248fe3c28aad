import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandFailure } from '../failure.ts';
import type { Surroundings } from '../surroundings.ts';
import { exitCodes } from '../terminal.ts';
import type { Flag } from './flags.ts';

/** More than any operation takes. */
const bytesMax = 20_000_000;

/**
 * The input of an operation: what `--data` holds, then what the options say, then the arguments. A later one goes before an
 * earlier one.
 * @throws `CommandFailure` (wrong usage) for data that is no JSON object.
 */
export async function gatherInput(
  here: Pick<Surroundings, 'calledFrom' | 'stdin'>,
  flags: readonly Flag[],
  given: Readonly<Record<string, unknown>>,
  args: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const data = typeof given.data === 'string' ? await readData(here, given.data) : {};
  const said = flags.flatMap(({ member, key, options }): [string, unknown][] => {
    const value = given[key];
    if (value === undefined) return [];
    // `--no-x` of a member that takes a value.
    return [[member, value === false && options[0]?.required ? null : value]];
  });
  return { ...data, ...Object.fromEntries(said), ...args };
}

async function readData(
  { calledFrom, stdin }: Pick<Surroundings, 'calledFrom' | 'stdin'>,
  given: string,
): Promise<Readonly<Record<string, unknown>>> {
  const text =
    given === '-'
      ? await textOf(stdin)
      : given.startsWith('@')
        ? await fileText(resolve(calledFrom, given.slice(1)))
        : given;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CommandFailure('--data takes JSON: @file, - for standard input, or the JSON itself.', exitCodes.usage);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CommandFailure('--data takes a JSON object.', exitCodes.usage);
  }
  return value as Readonly<Record<string, unknown>>;
}

function fileText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${path} cannot be read (${error.code}).`, exitCodes.usage);
  });
}

async function textOf(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stdin) {
    bytes += part.byteLength;
    if (bytes > bytesMax)
      throw new CommandFailure('Standard input holds more than any operation takes.', exitCodes.usage);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
