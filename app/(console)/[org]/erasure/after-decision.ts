import type { z } from 'zod';
import type { ProposedErasure } from '#lib/privacy/erasure/schema.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';

/** What is decided and due leads to the page that needs no organisation; what waits stays here. */
export function afterDecision(erasure: z.output<typeof ProposedErasure>): string | FormState {
  const { state, coolingOffDays, certificate } = erasure;
  if (state === 'approved' && coolingOffDays === 0) return `/erasures/${certificate}`;
  return {
    status: 'done',
    message:
      state === 'proposed' ? 'Asked for. Another owner has to approve.' : 'Decided. Every owner can call it off.',
  };
}
