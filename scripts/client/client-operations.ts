import {
  type JsonSchema,
  type OpenApiDocument,
  type OperationObject,
  operationsOf,
  type Parameter,
  resolved,
} from '#lib/contract/document.ts';

/** An operation as a method of the client. */
export interface ClientOperation {
  /** `contacts` of `contacts.list`. */
  readonly things: string;
  /** `list` of `contacts.list`. */
  readonly verb: string;
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
  readonly pathNames: readonly string[];
  readonly queryNames: readonly string[];
  /** What a call takes: members of path, query and body together. */
  readonly input: JsonSchema;
  /** The name of the body's schema, when the body is JSON. */
  readonly bodySchema: string | undefined;
  readonly sendsFile: boolean;
  readonly answers: 'json' | 'file' | 'nothing';
  readonly output: JsonSchema | undefined;
  /** Items of the list that it answers a page of. */
  readonly pageItem: JsonSchema | undefined;
}

/** What programs can call: with a key, or without any proof. Signing in is for browsers. */
export function clientOperations(document: OpenApiDocument): ClientOperation[] {
  return operationsOf(document)
    .filter(({ operation }) => {
      const open = operation.security.length === 0 && !operation.operationId.startsWith('auth.');
      return open || operation.security.some((scheme) => 'apiKey' in scheme);
    })
    .map(({ path, method, operation }) => clientOperation(document, path, method, operation));
}

/** Every operation of the contract: a command asks for each of them, whoever the server lets do it. */
export function everyOperation(document: OpenApiDocument): ClientOperation[] {
  return operationsOf(document).map(({ path, method, operation }) =>
    clientOperation(document, path, method, operation),
  );
}

function clientOperation(
  document: OpenApiDocument,
  path: string,
  method: string,
  operation: OperationObject,
): ClientOperation {
  const [things = '', verb = ''] = operation.operationId.split('.');
  const parameters = (operation.parameters ?? []).map((parameter) => resolved<Parameter>(document, parameter));
  const inPlace = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
  const body = operation.requestBody?.content['application/json']?.schema;
  const bodySchema = body === undefined ? undefined : resolved<JsonSchema>(document, body);
  const addressed = [...inPlace('path'), ...inPlace('query')];
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  const content = success === undefined ? undefined : resolved(document, success).content;
  const output = content?.['application/json']?.schema;
  return {
    things,
    verb,
    method: method.toUpperCase(),
    path,
    operation,
    pathNames: inPlace('path').map(({ name }) => name),
    queryNames: inPlace('query').map(({ name }) => name),
    input: {
      type: 'object',
      properties: {
        ...Object.fromEntries(addressed.map((parameter) => [parameter.name, described(parameter)])),
        ...bodySchema?.properties,
      },
      required: [
        ...addressed.filter(({ required }) => required).map(({ name }) => name),
        ...(bodySchema?.required ?? []),
      ],
    },
    bodySchema: body?.$ref?.replace(/^.*\//, ''),
    sendsFile: operation.requestBody !== undefined && body === undefined,
    answers: content === undefined ? 'nothing' : output === undefined ? 'file' : 'json',
    output,
    pageItem: pageItemOf(document, output),
  };
}

function described({ description, schema }: Parameter): JsonSchema {
  return description === undefined ? schema : { ...schema, description };
}

function pageItemOf(document: OpenApiDocument, output: JsonSchema | undefined): JsonSchema | undefined {
  const { properties } = output === undefined ? {} : resolved<JsonSchema>(document, output);
  return properties?.nextCursor === undefined ? undefined : properties.data?.items;
}

/** The names of all schemas that these operations reach. */
export function reachedSchemas(document: OpenApiDocument, operations: readonly ClientOperation[]): string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(document.components.schemas[name]);
    }
  };
  for (const { input, output, bodySchema } of operations) {
    visit([input, output]);
    if (bodySchema !== undefined) visit({ $ref: `#/components/schemas/${bodySchema}` });
  }
  return [...found].sort();
}
