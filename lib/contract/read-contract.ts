import { z } from 'zod';
import { publicOperation, textOutput } from '../access/operation.ts';

/** The same text for everybody: it holds nothing of any organisation. CLAIMS O7. */
export const readContract = publicOperation({
  name: 'contract.read',
  title: 'Read this contract',
  description: 'The OpenAPI 3.1 document of this API, printed from the operations that serve it.',
  http: 'GET /openapi.json',
  limits: ['contract.read'],
  input: z.strictObject({}),
  output: textOutput,
  writes: false,
  run: async (ctx) => ({ contentType: 'application/json', text: ctx.services.contract.text() }),
});
