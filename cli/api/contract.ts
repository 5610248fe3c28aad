import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenApiDocument } from '#lib/contract/document.ts';
import { type ClientOperation, everyOperation } from '../../scripts/client/client-operations.ts';

const file = join(import.meta.dirname, '../../docs/generated/openapi.json');

/** What the commands for the API are made of: the contract, as it is printed from the operations. */
export interface ApiContract {
  readonly document: OpenApiDocument;
  readonly operations: readonly ClientOperation[];
}

/**
 * Reads the printed contract. A test holds it to be what the operations say, and reading it takes a hundredth of the time
 * that loading them takes.
 */
export function readApiContract(): ApiContract {
  const document = JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument;
  return { document, operations: everyOperation(document) };
}
