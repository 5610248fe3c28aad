'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useId, useState } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { FieldGroup } from '../../ui/field.tsx';
import { Radio } from '../../ui/radio.tsx';
import type { MemberItem, MemberRole, RoleOffer } from './member-types.ts';
import { roleTitle } from './role-offers.ts';

export interface RoleControlProps {
  member: MemberItem;
  offers: readonly RoleOffer[];
  /** Why the role cannot be changed by the reader. */
  refusal: string | undefined;
  action: FormAction;
}

/** The member's role, and the way to another one: a dialog, so that nobody is promoted by a slip of the wheel. */
export function RoleControl({ member, offers, refusal, action }: RoleControlProps) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<MemberRole>(member.role);
  const name = useId();
  const person = member.name ?? member.email;

  const face = (
    <>
      {roleTitle(member.role)}
      <ChevronsUpDown aria-hidden="true" className="text-ink-3" />
      <span className="sr-only">, change the role of {person}</span>
    </>
  );
  if (refusal !== undefined) {
    return (
      <Button size="sm" className="min-w-24 justify-between" disabledReason={refusal}>
        {face}
      </Button>
    );
  }

  function change(next: boolean) {
    setOpen(next);
    if (next) setChosen(member.role);
  }

  return (
    <Dialog
      trigger={
        <Button size="sm" className="min-w-24 justify-between">
          {face}
        </Button>
      }
      open={open}
      onOpenChange={change}
      title={member.you ? 'Change your own role' : `Role of ${person}`}
      description="The new role holds from the next request on, and leaves a receipt."
    >
      <ActionForm action={action} hidden={{ id: member.id, role: chosen }} onDone={() => setOpen(false)}>
        <DialogBody>
          <FormProblem />
          <FieldGroup legend={<span className="sr-only">Role</span>} className="gap-0">
            {offers.map((offer) => (
              <Radio
                key={offer.role}
                name={`role-choice-${name}`}
                value={offer.role}
                checked={chosen === offer.role}
                disabled={offer.refusal !== undefined}
                onChange={() => setChosen(offer.role)}
                label={<span className={offer.refusal ? 'text-ink-3' : 'font-medium'}>{offer.title}</span>}
                hint={
                  <>
                    {offer.description}
                    {offer.refusal ? <span className="block font-medium">{offer.refusal}</span> : null}
                  </>
                }
                className="border-b border-line py-3 first-of-type:pt-0 last:border-0 last:pb-0"
              />
            ))}
          </FieldGroup>
          {member.you && chosen !== member.role ? (
            <p className="rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-sm text-warn-ink">
              You cannot give yourself the role {roleTitle(member.role)} again; somebody else has to.
            </p>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <SubmitButton disabledReason={chosen === member.role ? `${person} has this role already.` : undefined}>
            {chosen === member.role ? 'Change role' : `Make ${roleTitle(chosen).toLowerCase()}`}
          </SubmitButton>
        </DialogFooter>
      </ActionForm>
    </Dialog>
  );
}
