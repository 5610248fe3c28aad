import { type JsonValue, type OpenApiDocument, type Parameter, resolved } from '#lib/contract/document.ts';
import type { ClientOperation } from '../../scripts/client/client-operations.ts';
import type { Flag } from './flags.ts';
import { isSecretMember, wordsOf } from './words.ts';

/** What a caller has to hold, in a sentence. */
export function scopeSentence({ operation }: ClientOperation): string {
  if (operation.security.length === 0) return 'Open to anybody: sent without proof.';
  const scope = operation['x-permission'];
  if (!operation.security.some((scheme) => 'apiKey' in scheme)) {
    return `Answered in the console alone${scope === undefined ? '' : ` (${scope})`}: no key and no program is given that.`;
  }
  return scope === undefined ? 'Needs a key or a sign-in.' : `Needs the scope ${scope}.`;
}

/** A command line of the contract's own example. */
export function exampleOf(document: OpenApiDocument, operation: ClientOperation, flags: readonly Flag[]): string {
  const values = exampleValues(document, operation);
  const args = operation.pathNames
    .filter((name) => !isSecretMember(name))
    .map((name) => word(values[name] ?? `<${name}>`));
  const said = flags.flatMap(({ member, options }) => {
    const value = values[member];
    const [option] = options;
    if (value === undefined || value === null || option === undefined) return [];
    if (typeof value === 'boolean') return [value ? `${option.long}` : `--no-${option.long?.slice(2)}`];
    const each = Array.isArray(value) && !option.flags.endsWith('<json>') ? value : [value];
    return each.map((one: JsonValue) => `${option.long} ${word(one)}`);
  });
  const secret = Object.keys(values).some(isSecretMember) ? ['--data -'] : [];
  const files = operation.sendsFile ? ['--file ./file'] : operation.answers === 'file' ? ['--out ./file'] : [];
  return ['holdfast', ...wordsOf(operation), ...args, ...said, ...secret, ...files].join(' ');
}

function exampleValues(document: OpenApiDocument, { operation }: ClientOperation): Readonly<Record<string, JsonValue>> {
  const parameters = (operation.parameters ?? []).map((parameter) => resolved<Parameter>(document, parameter));
  const addressed = parameters.filter(({ in: place, example }) => place !== 'header' && example !== undefined);
  const body = operation.requestBody?.content['application/json']?.example;
  return {
    ...Object.fromEntries(addressed.map(({ name, example }) => [name, example as JsonValue])),
    ...(body as Readonly<Record<string, JsonValue>> | undefined),
  };
}

function word(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w./:@=+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
