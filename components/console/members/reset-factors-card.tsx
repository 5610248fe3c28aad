import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Card } from '../../ui/card.tsx';

export interface ResetFactorsCardProps {
  /** The membership. */
  id: string;
  /** As people call them. */
  person: string;
  /** Why it cannot be done. */
  refusal?: string | undefined;
  /** Form field `id`. */
  action: FormAction;
}

/** For a member who lost what they sign in with, and their recovery codes too. */
export function ResetFactorsCard({ id, person, refusal, action }: ResetFactorsCardProps) {
  return (
    <Card title="Second factors">
      <div className="grid justify-items-start gap-3">
        <p className="text-sm text-ink-2">
          Lost their device and their recovery codes? Make sure that it is they who ask, by voice or face.
        </p>
        <ConfirmedButton
          refusal={refusal}
          variant="danger-quiet"
          title={`Reset the second factors of ${person}?`}
          impact={[
            'Every passkey, authenticator app and recovery code of theirs is gone.',
            'All of their sessions end.',
            'They sign in by mail, and add a factor again. They are told at once.',
          ]}
          confirmLabel="Reset second factors"
          action={action}
          hidden={{ id }}
        >
          Reset second factors
        </ConfirmedButton>
      </div>
    </Card>
  );
}
