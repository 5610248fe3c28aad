import type { z } from 'zod';
import type { ApiKey, CreatedApiKey, RotatedApiKey } from '#lib/api-keys/schema.ts';
import type { FormState } from '../../forms/form-state.ts';
import type { KeyStanding } from './key-standing.ts';

/** A key and how it stands at the moment. */
export type ApiKeyItem = z.output<typeof ApiKey> & { readonly standing: KeyStanding };
export type CreatedKey = z.output<typeof CreatedApiKey>;
export type RotatedKey = z.output<typeof RotatedApiKey>;

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

/** What the action behind the form answers; `rotated` once, when done: it holds the secret. */
export interface RotateKeyState extends FormState {
  rotated?: RotatedKey | undefined;
}
