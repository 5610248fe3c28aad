export { type FieldProblem, HoldfastApiError, HoldfastConnectionError, type Problem } from './errors.ts';
export { HoldfastClient } from './generated/client.ts';
export type * from './generated/types.ts';
export type { RateLimit } from './rate-limits.ts';
export type { AnswerInfo, CallOptions, ClientOptions, FileBody } from './transport-types.ts';
