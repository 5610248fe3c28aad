import type { z } from 'zod';
import type {
  ConsentEntry,
  ConsentPage,
  ConsentSettingsAnswer,
  ConsentSettingsOf,
  ConsentStatistics,
  PolicySnapshot,
} from '#lib/consent/schema.ts';
import type { FormState } from '../../forms/form-state.ts';

export type SettingsAnswer = z.output<typeof ConsentSettingsAnswer>;
export type Settings = ConsentSettingsOf;
export type Choice = z.output<typeof ConsentEntry>;
export type ChoiceList = z.output<typeof ConsentPage>;
export type Statistics = z.output<typeof ConsentStatistics>;
export type Counts = Statistics['total'];
export type AskedPolicy = PolicySnapshot;

/** A storefront, as far as these pages choose among them. */
export interface StorefrontItem {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly state: SettingsAnswer['state'];
}

/** What saving a draft answers: what was sent and what was kept of it, and the version that the next change builds on. */
export interface SavedState extends FormState {
  saved?: { readonly sent: string; readonly settings: Settings; readonly version: number } | undefined;
}
