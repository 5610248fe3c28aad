import type { z } from 'zod';
import type { WebhookTest } from '#lib/alerts/schema.ts';
import { failureWords } from '../../../../components/console/alerts/alert-words.tsx';
import type { FormState } from '../../../../components/forms/form-state.ts';

/** What came of a test, for the form that asked for it. */
export function testMessage({ ok, status, reason }: z.output<typeof WebhookTest>): FormState {
  if (ok) return { status: 'done', message: `The receiver took it and answered ${status}.` };
  return { status: 'error', message: `The receiver did not take it: ${failureWords(reason ?? 'no reason')}.` };
}
