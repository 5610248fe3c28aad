import type { z } from 'zod';
import type { AllowedOrigin } from './schema.ts';
import type { OriginRow } from './store.ts';

export function presentOrigin({ id, origin, createdBy, createdAt }: OriginRow): z.output<typeof AllowedOrigin> {
  return { id, origin, createdBy, createdAt };
}
