import { z } from 'zod';
import { cursorField, pageLimit, pageOf } from '../platform/fields.ts';
import { readOrigin } from './origin-text.ts';

/** So many an organisation may allow. */
export const originsMax = 50;

/** An origin in the one form that browsers send. */
export const OriginText = z
  .string()
  .max(1_000, 'This is longer than a host name can be.')
  .transform((text, ctx) => {
    const read = readOrigin(text);
    if (read.ok) return read.origin;
    ctx.addIssue({ code: 'custom', message: read.problem });
    return z.NEVER;
  })
  .describe('Scheme, host and port, for example https://app.example.com');

export const CreateOrigin = z.strictObject({ origin: OriginText });

export const ListOrigins = z.strictObject({ limit: pageLimit, cursor: cursorField.optional() });

export const OriginId = z.strictObject({ id: z.string().min(1).max(64).describe('The id of the allowed origin') });

export const AllowedOrigin = z.object({
  id: z.string(),
  origin: z.string().describe('As browsers send it'),
  createdBy: z.string().describe('Opaque id of who allowed it'),
  createdAt: z.string(),
});

export const AllowedOriginPage = pageOf(AllowedOrigin);
