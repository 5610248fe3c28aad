import { limits } from '../access/limits.ts';
import { fileOutput, type Operation, textOutput } from '../access/operation.ts';
import { bodyBytesMaxOf, takesIfNoneMatch } from '../access/semantics.ts';
import type {
  JsonSchema,
  LimitNote,
  MediaType,
  OperationObject,
  Parameter,
  Reference,
  RequestBody,
  ResponseObject,
} from './document.ts';
import { exampleOf, type Lookup } from './example-of.ts';
import { inputExample } from './examples.ts';
import { headerParameters, headerReferences, successHeaders } from './headers.ts';
import type { SchemaPrinter } from './json-schema.ts';
import { bodyFieldsOf, methodOf, pathParametersOf, queryFieldsOf, takesBody } from './parts.ts';
import { byStatus, refusalName } from './problems.ts';
import { refusalsOf } from './refusals.ts';
import { fileSamples } from './samples.ts';
import { schemaNames } from './schema-names.ts';
import { sectionOf } from './sections.ts';
import { openToKeys, securityOf } from './security.ts';
import { statusesOf, takesIdempotencyKey } from './semantics.ts';

/** What one operation is over HTTP. */
export function operationObject(op: Operation, printer: SchemaPrinter): OperationObject {
  const input = printer.input(op.input);
  const lookup: Lookup = (reference) => printer.components()[reference.replace(/^.*\//, '')] ?? {};
  const sample = inputExample(op, input, lookup);
  const parameters = [...inputParameters(op, input, sample), ...headerParameters(op)];
  return {
    operationId: op.name,
    summary: op.title,
    ...(op.description === undefined ? {} : { description: op.description }),
    tags: [sectionOf(op.name).title],
    ...(op.deprecated === undefined ? {} : { deprecated: true as const }),
    security: securityOf(op),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(takesBody(op) ? { requestBody: requestBody(op, input, sample, printer) } : {}),
    responses: responsesOf(op, printer, lookup),
    ...(op.scope === 'tenant' ? { 'x-permission': op.permission } : {}),
    ...(op.scope === 'tenant' && op.feature !== undefined ? { 'x-plan-feature': op.feature } : {}),
    'x-limits': limitNotes(op),
    ...(takesBody(op) ? { 'x-body-bytes-max': bodyBytesMaxOf(op) } : {}),
    ...(takesIdempotencyKey(op) ? { 'x-idempotency-key': true as const } : {}),
    ...(op.writes ? {} : { 'x-reads-only': true as const }),
  };
}

function inputParameters(op: Operation, input: JsonSchema, sample: Readonly<Record<string, unknown>>): Parameter[] {
  const inPath = pathParametersOf(op);
  return [...inPath, ...queryFieldsOf(op)].map((name) => {
    const { description, ...schema } = asParameter(input.properties?.[name] ?? {});
    const example = sample[name] as Parameter['example'];
    return {
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: inPath.includes(name) || (input.required?.includes(name) ?? false),
      ...(description === undefined ? {} : { description }),
      schema,
      ...(example === undefined ? {} : { example }),
    };
  });
}

/** In an address everything is text: that `true` may be written as a text as well need not be said. */
function asParameter(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  return anyOf?.some(({ type }) => type === 'boolean') ? { ...rest, type: 'boolean' } : schema;
}

function requestBody(
  op: Operation,
  input: JsonSchema,
  sample: Readonly<Record<string, unknown>>,
  printer: SchemaPrinter,
): RequestBody {
  if (op.body === 'stream') {
    return { required: true, description: 'The file itself.', content: fileContent(op) };
  }
  const fields = bodyFieldsOf(op);
  const properties = Object.fromEntries(fields.map((name) => [name, input.properties?.[name] ?? {}]));
  const required = (input.required ?? []).filter((name) => fields.includes(name));
  const schema: JsonSchema = {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
  const example = Object.fromEntries(fields.flatMap((name) => (name in sample ? [[name, sample[name]]] : [])));
  return {
    required: required.length > 0,
    content: {
      'application/json': {
        schema: printer.add(bodyName(op, printer), schema),
        example: example as MediaType['example'],
      },
    },
  } as RequestBody;
}

/** The name of the input where it has one; two operations may share an input and differ in what their paths hold. */
function bodyName(op: Operation, printer: SchemaPrinter): string {
  const name = schemaNames().get(op.input);
  if (name !== undefined && !printer.has(name)) return name;
  return `${op.name.replace(/(?:^|\.)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Body`;
}

function responsesOf(op: Operation, printer: SchemaPrinter, lookup: Lookup): OperationObject['responses'] {
  const entries: [string, ResponseObject | Reference][] = statusesOf(op).map((status) => [
    String(status),
    successResponse(op, status, printer, lookup),
  ]);
  if (takesIfNoneMatch(op)) {
    const headers = headerReferences('X-Request-Id', 'ETag');
    entries.push(['304', { description: 'Nothing has changed since: there is no content.', headers }]);
  }
  for (const [status, codes] of byStatus(refusalsOf(op))) {
    entries.push([String(status), { $ref: `#/components/responses/${refusalName(codes)}` }]);
  }
  return Object.fromEntries(entries);
}

function successResponse(op: Operation, status: number, printer: SchemaPrinter, lookup: Lookup): ResponseObject {
  const headers = successHeaders(op);
  if (status === 204) return { description: 'Done. There is no content.', headers };
  if (op.output === fileOutput) {
    return {
      description: 'The file.',
      headers: { ...headers, ...headerReferences('Content-Disposition') },
      content: fileContent(op),
    };
  }
  if (op.output === textOutput) {
    return { description: 'Found.', headers, content: { 'application/json': { schema: { type: 'object' } } } };
  }
  const schema = printer.output(op.output);
  return {
    description: descriptionOf(op, status),
    headers,
    content: { 'application/json': { schema, example: exampleOf(schema, lookup) } },
  };
}

function fileContent(op: Operation): Record<string, MediaType> {
  const types = fileSamples[op.name] ?? ['application/octet-stream'];
  return Object.fromEntries(types.map((type) => [type, { schema: {} }]));
}

function descriptionOf(op: Operation, status: number): string {
  if (status === 201) return 'Made. The answer is the new record.';
  if (status === 202) return 'Accepted.';
  return methodOf(op) === 'GET' ? 'Found.' : 'Done.';
}

/** Every limit that a call counts against; keys have one of their own. */
function limitNotes(op: Operation): LimitNote[] {
  const names = [...op.limits, ...(openToKeys(op) ? (['api.key'] as const) : [])];
  return names.map((name) => {
    const { by, limit, windowSeconds } = limits[name];
    return { name, limit, windowSeconds, by };
  });
}
