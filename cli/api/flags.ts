import { Option } from 'commander';
import { type JsonSchema, type OpenApiDocument, resolved } from '#lib/contract/document.ts';
import type { ClientOperation } from '../../scripts/client/client-operations.ts';
import { CommandFailure } from '../failure.ts';
import { exitCodes } from '../terminal.ts';
import { isSecretMember, kebab } from './words.ts';

/** A member of an operation's input as an option of its command. */
export interface Flag {
  readonly member: string;
  readonly options: readonly Option[];
  /** Under which commander keeps what was given. */
  readonly key: string;
}

/** What every command for the API knows beside the members of its input. */
export const ownFlags = ['json', 'data', 'all', 'profile', 'file', 'out', 'idempotency-key', 'help'] as const;

/** One option for each member that is no argument: texts and numbers as they are, lists by repeating it, the rest as JSON. */
export function flagsOf(document: OpenApiDocument, operation: ClientOperation): Flag[] {
  const { properties = {}, required = [] } = operation.input;
  return Object.entries(properties)
    .filter(([member]) => !operation.pathNames.includes(member) && !isSecretMember(member))
    .map(([member, schema]) => flagOf(document, member, schema, required.includes(member)));
}

function flagOf(document: OpenApiDocument, member: string, written: JsonSchema, needed: boolean): Flag {
  const schema = { ...resolved<JsonSchema>(document, written), ...described(written) };
  const plain = kebab(member);
  const name = (ownFlags as readonly string[]).includes(plain) ? `input-${plain}` : plain;
  const types = [schema.type ?? []].flat();
  const kind = types.find((type) => type !== 'null');
  const says = sayingOf(schema, needed);
  if (kind === 'boolean') {
    const option = new Option(`--${name}`, joined(says, `--no-${name} for false`));
    return { member, key: option.attributeName(), options: [option, new Option(`--no-${name}`).hideHelp()] };
  }
  // Null is a value of its own: it empties what stands there.
  const empties = types.includes('null');
  const option = takingOf(name, kind, schema, empties ? joined(says, `--no-${name} for null`) : says);
  const emptied = empties ? [new Option(`--no-${name}`).hideHelp()] : [];
  return { member, key: option.attributeName(), options: [option, ...emptied] };
}

function takingOf(name: string, kind: string | undefined, schema: JsonSchema, says: string): Option {
  switch (kind) {
    case 'string':
      return new Option(`--${name} <text>`, says);
    case 'integer':
    case 'number':
      return new Option(`--${name} <number>`, says).argParser((text) => numberOf(name, text));
    case 'array':
      if (schema.items?.type === 'object' || schema.items?.$ref !== undefined) break;
      return new Option(`--${name} <text>`, `${says} (repeat it for several)`).argParser(
        (text: string, before: readonly string[] | undefined) => [...(before ?? []), text],
      );
    default:
  }
  return new Option(`--${name} <json>`, says).argParser((text) => jsonOrText(name, kind, text));
}

function described({ description }: JsonSchema): { description?: string } {
  return description === undefined ? {} : { description };
}

function sayingOf({ description, enum: choices, default: usual, format }: JsonSchema, needed: boolean): string {
  const words = choices?.filter((choice) => choice !== null && choice !== '');
  return joined(
    description ?? '',
    words === undefined ? '' : `one of ${words.join(', ')}`,
    format === 'date-time' ? 'such as 2026-11-20T09:30:00Z' : format === 'date' ? 'such as 2026-11-20' : '',
    usual === undefined || typeof usual === 'object' ? '' : `${JSON.stringify(usual)} unless given`,
    needed ? 'needed' : '',
  );
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ');
}

function numberOf(name: string, text: string): number {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw new CommandFailure(`--${name} takes a number.`, exitCodes.usage);
  return Number(text);
}

/** A member of more than one kind may be a plain text; an object must be JSON. */
function jsonOrText(name: string, kind: string | undefined, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (kind === undefined) return text;
    throw new CommandFailure(`--${name} takes JSON.`, exitCodes.usage);
  }
}
