import { cache } from 'react';
import type { OpenApiDocument } from '#lib/contract/document.ts';
import { readContract } from '#lib/contract/read-contract.ts';
import { pageCall } from '#lib/http/page-door.ts';

/** The contract as everybody reads it, once for each page. */
export const contractOfPage = cache(async (): Promise<OpenApiDocument> => {
  const { text } = await pageCall(readContract, {});
  return JSON.parse(text) as OpenApiDocument;
});
