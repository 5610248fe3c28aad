import type { z } from 'zod';
import type { CreatedShare, Share, SharePage } from '#lib/ledger/share/schema.ts';
import type { FormState } from '../../forms/form-state.ts';

export type ShareItem = z.output<typeof Share>;
export type ShareList = z.output<typeof SharePage>;

/** What the action behind "Make the link" answers; `created` once, with the link. */
export interface CreateShareState extends FormState {
  created?: z.output<typeof CreatedShare> | undefined;
}
