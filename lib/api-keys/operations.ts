import type { Operation } from '../access/operation.ts';
import { createApiKey } from './create-key.ts';
import { listApiKeys } from './list-keys.ts';
import { noteExposedKeys } from './note-exposure.ts';
import { readCaller } from './read-caller.ts';
import { readApiKey } from './read-key.ts';
import { remindOfExpiry } from './remind.ts';
import { reportKeyLeak } from './report-leak.ts';
import { revokeApiKey } from './revoke-key.ts';
import { rotateApiKey } from './rotate-key.ts';
import { readPepperState, rotatePepper } from './rotate-pepper.ts';
import { updateApiKey } from './update-key.ts';
import { mailExposure, mailLeak } from './warn-keepers.ts';

/** API keys, what a caller may know of itself, and what becomes of keys that leak. */
export const apiKeyOperations: readonly Operation[] = [
  readCaller,
  listApiKeys,
  createApiKey,
  readApiKey,
  updateApiKey,
  rotateApiKey,
  revokeApiKey,
  reportKeyLeak,
  noteExposedKeys,
  mailLeak,
  mailExposure,
  remindOfExpiry,
  readPepperState,
  rotatePepper,
];
