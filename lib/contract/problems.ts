import { type ErrorCode, errorTable, fail, problemBody } from '../platform/errors.ts';
import type { Example, JsonSchema, JsonValue, Reference, ResponseObject } from './document.ts';
import { headerReferences } from './headers.ts';

const requestId = 'req_01KAXQ7B6V9Q4W3H2M8T5N1C7Q';

/** The body of every refusal (RFC 9457). `code` is the one to decide by; words may change. */
export const problemSchema: JsonSchema = {
  type: 'object',
  description: 'Why a request was refused (RFC 9457). Decide by `code`; the words may change.',
  properties: {
    type: { type: 'string', description: 'Always `about:blank`: `code` says which problem it is' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'For people' },
    code: { type: 'string', description: 'Which problem it is; later versions may add codes' },
    requestId: { type: 'string', description: 'The same as in `X-Request-Id`' },
    errors: {
      type: 'array',
      description: 'The fields that are not valid',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string', description: 'The field as it was sent, for example `tags.0`' },
          message: { type: 'string' },
        },
        required: ['path', 'message'],
      },
    },
    permission: { type: 'string', description: 'With `forbidden`: the permission that is missing' },
    feature: { type: 'string', description: 'With `plan_required`: the feature that the plan lacks' },
    bytesMax: { type: 'integer', description: 'With `body_too_large`: the most that is accepted' },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
};

/** What the examples of some codes hold beside what every problem holds. */
const particulars: Partial<Record<ErrorCode, Parameters<typeof fail>[1]>> = {
  invalid_input: { problems: [{ path: 'email', message: 'Not an e-mail address' }] },
  forbidden: { extension: { permission: 'contacts:write' } },
  plan_required: { extension: { feature: 'api_access' } },
  body_too_large: { extension: { bytesMax: 1_000_000 } },
};

export function problemExample(code: ErrorCode): Example {
  return {
    summary: errorTable[code].title,
    value: problemBody(fail(code, particulars[code]), requestId) as Readonly<Record<string, JsonValue>>,
  };
}

/** `InvalidInputOrInvalidCursor`: answers with the same codes are one. */
export function refusalName(codes: readonly ErrorCode[]): string {
  return codes.map(pascalCase).join('Or');
}

export function refusalResponse(codes: readonly ErrorCode[]): ResponseObject {
  const status = statusOf(codes);
  const waits = status === 429 || status === 503;
  return {
    description: codes.map((code) => `\`${code}\`: ${errorTable[code].message}`).join('\n\n'),
    headers: {
      ...headerReferences('X-Request-Id'),
      ...(status === 401 ? headerReferences('WWW-Authenticate') : {}),
      ...(status === 429 ? headerReferences('RateLimit', 'RateLimit-Policy') : {}),
      ...(waits ? headerReferences('Retry-After') : {}),
    },
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code): [string, Reference] => [code, exampleReference(code)])),
      },
    },
  };
}

function exampleReference(code: ErrorCode): Reference {
  return { $ref: `#/components/examples/${code}` };
}

/** The codes of each status. */
export function byStatus(codes: readonly ErrorCode[]): ReadonlyMap<number, readonly ErrorCode[]> {
  return Map.groupBy(codes, (code): number => errorTable[code].status);
}

function statusOf(codes: readonly ErrorCode[]): number {
  const [first = 'internal'] = codes;
  return errorTable[first].status;
}

function pascalCase(code: string): string {
  return code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
