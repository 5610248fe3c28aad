import type { OpenApiDocument } from '#lib/contract/document.ts';
import { type ClientOperation, clientOperations, reachedSchemas } from './client-operations.ts';
import { comment, literal, memberLines, typeText } from './type-text.ts';

const note = '// Printed by `node scripts/print-docs.ts` from the contract of the API. Do not edit by hand.';

/** The generated part of the TypeScript client, by file name. */
export function printClient(document: OpenApiDocument): Readonly<Record<string, string>> {
  const operations = clientOperations(document);
  return {
    'types.ts': typesModule(document, operations),
    'client.ts': clientModule(operations),
  };
}

function typesModule(document: OpenApiDocument, operations: readonly ClientOperation[]): string {
  const bodies = new Set(operations.flatMap(({ bodySchema }) => bodySchema ?? []));
  const schemas = reachedSchemas(document, operations).map((name) => {
    const schema = document.components.schemas[name] ?? {};
    const direction = bodies.has(name) || name.endsWith('Input') ? 'sent' : 'answered';
    const head = comment(schema.description);
    if (schema.properties === undefined) return [...head, `export type ${name} = ${typeText(schema, direction)};`];
    return [...head, `export interface ${name} {`, ...memberLines(schema, direction), '}'];
  });
  const inputs = operations
    .filter(hasOwnInput)
    .map((op) => [
      ...comment(`What \`${op.things}.${op.verb}\` takes.`),
      `export interface ${inputName(op)} {`,
      ...memberLines(op.input, 'sent'),
      '}',
    ]);
  const codes = Object.keys(document.components.examples).map((code) => `  | ${literal(code)}`);
  const errorCodes = [
    ...comment('The problems that this version of the API tells of; later ones may tell of others.'),
    'export type ErrorCode =',
    `${codes.join('\n')};`,
  ];
  return `${[[note], ...schemas, ...inputs, errorCodes].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Whether a call takes more than the JSON body says, or no body at all. */
function hasOwnInput(op: ClientOperation): boolean {
  const members = Object.keys(op.input.properties ?? {});
  const beside = op.pathNames.length + op.queryNames.length;
  return members.length > 0 && (op.bodySchema === undefined || beside > 0);
}

function inputName(op: ClientOperation): string {
  return hasOwnInput(op) || op.bodySchema === undefined ? `${pascal(op.things)}${pascal(op.verb)}Input` : op.bodySchema;
}

function clientModule(operations: readonly ClientOperation[]): string {
  const groups = Map.groupBy(operations, (op) => op.things);
  const classes = [...groups].map(([things, members]) => apiClass(things, members));
  const used = usedTypes(operations);
  const fields = [...groups.keys()].map((things) => `  readonly ${things}: ${pascal(things)}Api;`);
  const made = [...groups.keys()].map((things) => `    this.${things} = new ${pascal(things)}Api(transport);`);
  const client = [
    ...comment('Every operation of the API, by what it works on. One client serves any number of calls at once.'),
    'export class HoldfastClient {',
    ...fields,
    '',
    '  constructor(options: ClientOptions) {',
    '    const transport = createTransport(options);',
    ...made,
    '  }',
    '}',
  ].join('\n');
  const imports = [
    "import { pages } from '../pages.ts';",
    "import { createTransport } from '../transport.ts';",
    "import type { CallOptions, ClientOptions, FileBody, Transport } from '../transport-types.ts';",
    `import type {\n${used.map((name) => `  ${name},`).join('\n')}\n} from './types.ts';`,
  ].join('\n');
  return `${[note, imports, ...classes, client].join('\n\n')}\n`;
}

function apiClass(things: string, operations: readonly ClientOperation[]): string {
  return [
    `/** ${operations[0]?.operation.tags[0] ?? things}. */`,
    `export class ${pascal(things)}Api {`,
    '  private readonly transport: Transport;',
    '',
    '  constructor(transport: Transport) {',
    '    this.transport = transport;',
    '  }',
    ...operations.flatMap((op) => [
      '',
      ...methodLines(op),
      ...(op.pageItem === undefined ? [] : ['', ...pagedLines(op)]),
    ]),
    '}',
  ].join('\n');
}

function methodLines(op: ClientOperation): string[] {
  const parameters = [...inputParameter(op), ...(op.sendsFile ? ['file: FileBody'] : []), 'options: CallOptions = {}'];
  const sent = [...(takesInput(op) ? ['input'] : []), ...(op.sendsFile ? ['file'] : []), 'options'];
  const answer = answerType(op);
  return [
    ...comment(said(op), '  '),
    `  ${op.verb}(${parameters.join(', ')}): Promise<${answer}> {`,
    `    return this.transport.call<${answer}>(${operationFacts(op)}, { ${sent.join(', ')} });`,
    '  }',
  ];
}

function pagedLines(op: ClientOperation): string[] {
  const item = typeText(op.pageItem ?? {}, 'answered');
  return [
    ...comment(`${op.operation.summary}: one after the other, page by page as they are asked for.`, '  '),
    `  ${op.verb}All(${[...inputParameter(op), 'options: CallOptions = {}'].join(', ')}): AsyncGenerator<${item}, void> {`,
    `    return pages((cursor) => this.${op.verb}({ ...input, ...cursor }, options));`,
    '  }',
  ];
}

function said({ operation, method, path }: ClientOperation): string {
  const needs = operation['x-permission'] === undefined ? '' : `, needs the scope \`${operation['x-permission']}\``;
  return [`${operation.summary}.`, operation.description, `\`${method} ${path}\`${needs}.`]
    .filter((part) => part !== undefined)
    .join('\n');
}

/** What the transport has to know of an operation, written out where it is used. */
function operationFacts(op: ClientOperation): string {
  const facts = [
    `name: ${literal(op.operation.operationId)}`,
    `method: ${literal(op.method)}`,
    `path: ${literal(op.path)}`,
    ...(op.queryNames.length > 0 ? [`query: [${op.queryNames.map(literal).join(', ')}]`] : []),
    ...(op.sendsFile ? [`sends: ${literal(Object.keys(op.operation.requestBody?.content ?? {})[0] ?? '')}`] : []),
    ...(op.answers === 'json' ? [] : [`answers: ${literal(op.answers)}`]),
    ...(op.operation['x-idempotency-key'] ? ['idempotent: true'] : []),
    ...(op.operation['x-reads-only'] ? ['readsOnly: true'] : []),
  ];
  return `{ ${facts.join(', ')} }`;
}

function takesInput(op: ClientOperation): boolean {
  return Object.keys(op.input.properties ?? {}).length > 0;
}

function inputParameter(op: ClientOperation): string[] {
  if (!takesInput(op)) return [];
  const mayBeAbsent = op.bodySchema === undefined && (op.input.required ?? []).length === 0;
  return [`input: ${inputName(op)}${mayBeAbsent ? ' = {}' : ''}`];
}

function answerType(op: ClientOperation): string {
  if (op.answers === 'file') return 'Response';
  return op.answers === 'nothing' ? 'void' : typeText(op.output ?? {}, 'answered');
}

function usedTypes(operations: readonly ClientOperation[]): string[] {
  const names = operations.flatMap((op) => [
    ...(takesInput(op) ? [inputName(op)] : []),
    ...[answerType(op), op.pageItem === undefined ? '' : typeText(op.pageItem, 'answered')],
  ]);
  return [...new Set(names.filter((name) => /^[A-Z]\w+$/.test(name) && name !== 'Response'))].sort();
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
