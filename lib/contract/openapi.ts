import type { Operation } from '../access/operation.ts';
import type { ErrorCode } from '../platform/errors.ts';
import type { MethodName, OpenApiDocument, OperationObject, PathItem, ResponseObject } from './document.ts';
import { answerHeaders, requestHeaders } from './headers.ts';
import { createSchemaPrinter } from './json-schema.ts';
import { operationObject } from './operation-object.ts';
import { methodOf, pathOf } from './parts.ts';
import { byStatus, problemExample, problemSchema, refusalName, refusalResponse } from './problems.ts';
import { refusalsOf } from './refusals.ts';
import { schemaNames } from './schema-names.ts';
import { inReadingOrder, sectionOf } from './sections.ts';
import { securitySchemes } from './security.ts';

/**
 * The version of the contract, not of the product. The first number is that of the path, `/api/v1`; the second grows with
 * what is added, the third with corrections. What was taken away or changed stands in docs/api-changes.md.
 */
export const contractVersion = '1.1.0';

/** The contract of the operations that have a route, as OpenAPI 3.1. The same operations give the same document. */
export function openApiDocument(operations: readonly Operation[]): OpenApiDocument {
  const routed = inReadingOrder(operations.filter((op) => op.http !== undefined));
  const printer = createSchemaPrinter(schemaNames());
  printer.add('Problem', problemSchema);
  const paths: Record<string, Partial<Record<MethodName, OperationObject>>> = {};
  const codes = new Set<ErrorCode>();
  const responses = new Map<string, ResponseObject>();
  for (const op of routed) {
    const method = methodOf(op).toLowerCase() as MethodName;
    paths[pathOf(op)] = { ...paths[pathOf(op)], [method]: operationObject(op, printer) };
    for (const group of byStatus(refusalsOf(op)).values()) {
      for (const code of group) codes.add(code);
      responses.set(refusalName(group), refusalResponse(group));
    }
  }
  const used = referencesIn([paths, ...responses.values()]);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Holdfast API',
      version: contractVersion,
      description: 'The REST API of Holdfast, printed from the operations that serve it. Read on at `/docs/api`.',
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [{ url: '/api/v1', description: 'This installation' }],
    tags: tagsOf(routed),
    security: [{ apiKey: [] }],
    paths: paths as Record<string, PathItem>,
    components: {
      schemas: printer.components(),
      responses: sorted(responses),
      parameters: only(requestHeaders, used),
      headers: only(answerHeaders, used),
      examples: sorted(new Map([...codes].map((code) => [code, problemExample(code)]))),
      securitySchemes,
    },
  };
}

function tagsOf(operations: readonly Operation[]): OpenApiDocument['tags'] {
  const tags = new Map(operations.map(({ name }) => [sectionOf(name).title, sectionOf(name).says]));
  return [...tags].map(([name, description]) => ({ name, description }));
}

/** The last step of everything that is referred to. */
function referencesIn(parts: unknown): ReadonlySet<string> {
  const found = JSON.stringify(parts).matchAll(/"\$ref":"[^"]*\/([^"/]+)"/g);
  return new Set([...found].map(([, name = '']) => name));
}

function only<T>(entries: Readonly<Record<string, T>>, names: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => names.has(name)));
}

function sorted<T>(entries: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
