'use client';

import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { RequestActions } from './request-buttons.tsx';
import type { RequestItem } from './request-types.ts';

export interface AnswerCardProps {
  request: RequestItem;
  actions: Pick<RequestActions, 'resendAnswer' | 'revokeAnswer'>;
  refusal: string | undefined;
  /** Whether the archive of the answer failed or is gone before the answer was mailed. */
  exportLost: boolean;
}

/** What the person was told, and what became of the link to it. */
export function AnswerCard({ request, actions, refusal, exportLost }: AnswerCardProps) {
  const { id, state, answer, refusalReason, answerExpiresAt, answerOpened, answerDownloads, erasedAt } = request;
  if (state !== 'fulfilled' && state !== 'refused') return null;
  const text = state === 'refused' ? refusalReason : answer;
  const reachable = erasedAt === null && request.erasureId === null;
  return (
    <Card title={state === 'refused' ? 'Why it was refused' : 'The answer'}>
      <div className="grid gap-4">
        {exportLost ? (
          <Callout tone="warn" title="The archive could not be made">
            The answer waits for it. Send it again to have the archive made anew.
          </Callout>
        ) : null}
        <p className="text-sm whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">
          {text ?? 'Removed, with the person’s words and address.'}
        </p>
        {reachable ? (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-3">
            <p className="min-w-0 flex-1 basis-56 text-xs text-ink-3">
              {answerExpiresAt === null ? (
                'The link to it opens nothing any more.'
              ) : (
                <>
                  Opened {timesText(answerOpened)}, its archive fetched {timesText(answerDownloads)}. The link works
                  until <RelativeTime at={answerExpiresAt} show="date" />.
                </>
              )}
            </p>
            <ActionForm action={actions.resendAnswer} hidden={{ id }}>
              <FormProblem className="mb-2" />
              <SubmitButton variant="ghost" size="sm" disabledReason={refusal}>
                Send again
              </SubmitButton>
            </ActionForm>
            {answerExpiresAt === null ? null : (
              <ConfirmedButton
                refusal={refusal}
                title="Take the link back?"
                impact={['It opens nothing any more, from now on.', 'What was read or fetched stays with the person.']}
                confirmLabel="Take it back"
                action={actions.revokeAnswer}
                hidden={{ id }}
              >
                Take the link back
              </ConfirmedButton>
            )}
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function timesText(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}
