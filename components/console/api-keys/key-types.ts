import type { z } from 'zod';
import type { ApiKey, CreatedApiKey } from '#lib/api-keys/schema.ts';
import type { FormState } from '../../forms/form-state.ts';

export type ApiKeyItem = z.output<typeof ApiKey>;
export type CreatedKey = z.output<typeof CreatedApiKey>;

/** A scope that can be given to a key, for example `contacts:read`. */
export interface ScopeOffer {
  name: string;
  /** What it allows, in a few words. */
  title: string;
}

/** What the action behind the form answers; `created` once, when done: it holds the secret. */
export interface CreateKeyState extends FormState {
  created?: CreatedKey | undefined;
}
