'use client';

import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { toldAtOnce } from '../told-at-once.ts';
import { ExtendButton, FulfilButton, RefuseButton } from './request-dialogs.tsx';
import type { RequestItem } from './request-types.ts';

export interface RequestActions {
  /** Form fields `id`, `version`, `answer`, `carryOut`. */
  readonly fulfil: FormAction;
  /** Form fields `id`, `version`, `reason`. */
  readonly refuse: FormAction;
  /** Form fields `id`, `version`, `reason`. */
  readonly extend: FormAction;
  /** Form fields `id`, `version`. */
  readonly withdraw: FormAction;
  /** Form fields `id`, `userId`. */
  readonly assign: FormAction;
  /** Form fields `id`, `contactId`. */
  readonly link: FormAction;
  /** Form field `id`. */
  readonly resendAnswer: FormAction;
  /** Form field `id`. */
  readonly revokeAnswer: FormAction;
}

export interface RequestButtonsProps {
  request: RequestItem;
  actions: RequestActions;
  /** Why the reader cannot do any of it. */
  refusal: string | undefined;
  /** The moment of the page, ISO 8601. */
  now: string;
}

/** What can be done with an open request. */
export function RequestButtons({ request, actions, refusal, now }: RequestButtonsProps) {
  if (request.state !== 'open') return null;
  return (
    <>
      <ConfirmDialog
        title="The person has withdrawn it?"
        impact={['The request is closed and nothing more is done about it.', 'The person is told so by mail.']}
        confirmLabel="Close as withdrawn"
        tone="primary"
        action={toldAtOnce(actions.withdraw)}
        hidden={{ id: request.id, version: String(request.version) }}
        trigger={
          <Button variant="ghost" disabledReason={refusal}>
            Close as withdrawn
          </Button>
        }
      />
      <ExtendButton request={request} action={actions.extend} refusal={refusal ?? extendRefusal(request, now)} />
      <RefuseButton request={request} action={actions.refuse} refusal={refusal} />
      <FulfilButton request={request} action={actions.fulfil} refusal={refusal} />
    </>
  );
}

function extendRefusal(request: RequestItem, now: string): string | undefined {
  if (request.extendedAt !== null) return 'It was extended already.';
  return now > request.dueAt ? 'Too late: only within the first month.' : undefined;
}
