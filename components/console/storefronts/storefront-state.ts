import type { FormAction, FormState } from '../../forms/form-state.ts';
import type { StorefrontDetail } from './storefront-types.ts';

/** What an action on a storefront answers when it is done: the storefront as it is then. */
export interface StorefrontFormState extends FormState {
  readonly storefront?: StorefrontDetail | undefined;
}

export type StorefrontAction = FormAction<StorefrontFormState>;

export interface StorefrontActions {
  /** Form fields `id`, `version`, `draft` (JSON). */
  readonly save: StorefrontAction;
  /** Form fields `id`, `version`. */
  readonly publish: StorefrontAction;
  /** Form field `id`. */
  readonly unpublish: StorefrontAction;
  /** Form fields `org`, `id`; leads to the list. */
  readonly remove: FormAction;
  /** Form fields `id`, `imageId`. */
  readonly deleteImage: FormAction;
  /** Form fields `id`, `host`. */
  readonly addDomain: FormAction;
  /** Form fields `id`, `domainId`. */
  readonly verifyDomain: FormAction;
  readonly removeDomain: FormAction;
}
