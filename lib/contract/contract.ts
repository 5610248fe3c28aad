import type { Operation } from '../access/operation.ts';
import type { OpenApiDocument } from './document.ts';
import { openApiDocument } from './openapi.ts';

/** The contract of this process's operations, made when it is first asked for. */
export interface Contract {
  document(): OpenApiDocument;
  /** The document as it is served and committed, byte for byte. */
  text(): string;
}

export function createContract(operations: readonly Operation[]): Contract {
  let document: OpenApiDocument | undefined;
  let text: string | undefined;
  const contract: Contract = {
    document: () => {
      document ??= openApiDocument(operations);
      return document;
    },
    text: () => {
      text ??= `${JSON.stringify(contract.document(), null, 2)}\n`;
      return text;
    },
  };
  return contract;
}
