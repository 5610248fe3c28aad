import type { Operation } from '../access/operation.ts';
import { createApiKey } from './create-key.ts';
import { listApiKeys } from './list-keys.ts';
import { readCaller } from './read-caller.ts';
import { readApiKey } from './read-key.ts';
import { revokeApiKey } from './revoke-key.ts';

/** API keys, and what a caller may know of itself. */
export const apiKeyOperations: readonly Operation[] = [readCaller, listApiKeys, createApiKey, readApiKey, revokeApiKey];
