import { sectionSlug } from '#lib/contract/sections.ts';

/** Every address of the documents, as a function of what it shows. */
export const docsPaths = {
  guide: '/docs/api',
  section: (title: string) => `/docs/api/${sectionSlug(title)}`,
  operation: (title: string, operationId: string) => `/docs/api/${sectionSlug(title)}#${operationId}`,
  contract: '/api/v1/openapi.json',
} as const;
