import { MailX, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { InviteOffer, RoleName } from '#lib/identity/schema.ts';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { PageLinkButton, PageTextLink } from '../ui/page-link.tsx';
import { AccountBar } from './account-bar.tsx';
import { NameField } from './name-field.tsx';
import { Screen, Subject } from './screen.tsx';

export type InviteOfferFacts = z.output<typeof InviteOffer>;
type Role = z.output<typeof RoleName>;

export interface InviteScreenProps {
  offer: InviteOfferFacts;
  /** The token of the address. */
  token: string;
  /** Accepts. Form fields `token`, and `name` for newcomers. */
  acceptAction: FormAction;
  /** The sign-in page, with this invitation as the place to go on to. */
  signInHref: string;
  /** Ends the session of `signedInAs`. No fields. */
  signOutAction: FormAction;
  /** The address of who is signed in here, if anybody is. */
  signedInAs?: string | undefined;
  /** Name or address of who invited, where the reader may know it. */
  invitedBy?: string | undefined;
}

/** An invitation: to which organisation, as what, and the button that accepts it. Showing it changes nothing. */
export function InviteScreen(props: InviteScreenProps) {
  if (props.offer.state === 'dead') return <DeadInvite signInHref={props.signInHref} />;
  return (
    <Screen
      icon={<UserPlus />}
      title={`Join ${props.offer.organizationName ?? 'the organisation'}`}
      action={
        <div className="grid gap-5">
          <OfferCard {...props} />
          <WayIn {...props} />
        </div>
      }
      footer={<p>You do not know who sent this? Close this page and nothing happens.</p>}
    >
      <p>
        {props.invitedBy === undefined ? 'You are' : <Subject>{props.invitedBy}</Subject>}
        {props.invitedBy === undefined ? ' invited' : ' invites you'} to work together on Holdfast.
      </p>
    </Screen>
  );
}

const roles: Readonly<Record<Role, { title: string; text: string }>> = {
  owner: { title: 'Owner', text: 'You decide about everything, other owners included.' },
  admin: { title: 'Admin', text: 'You decide about everything but owners.' },
  member: { title: 'Member', text: 'You work with contacts, deals and activities.' },
  viewer: { title: 'Viewer', text: 'You read contacts, deals and activities, and change nothing.' },
};

function OfferCard({ offer }: InviteScreenProps) {
  const organization = offer.organizationName ?? 'Organisation';
  return (
    <dl className="divide-y divide-line overflow-clip rounded-lg border border-line bg-raised text-sm shadow-xs">
      <OfferRow term="Organisation">
        <span className="flex items-center gap-2">
          <Avatar name={organization} size="sm" shape="square" />
          <span className="min-w-0 font-medium">{organization}</span>
        </span>
      </OfferRow>
      {offer.role === null ? null : (
        <OfferRow term="Your role">
          <span className="block font-medium">{roles[offer.role].title}</span>
          <span className="block text-ink-3">{roles[offer.role].text}</span>
        </OfferRow>
      )}
      {offer.email === null ? null : <OfferRow term="Invited address">{offer.email}</OfferRow>}
    </dl>
  );
}

function OfferRow({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-3 gap-y-0.5 px-4 py-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <dt className="text-ink-3">{term}</dt>
      <dd className="min-w-0 text-ink [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function WayIn({ offer, token, acceptAction, signInHref, signOutAction, signedInAs }: InviteScreenProps) {
  if (offer.state === 'sign-in') {
    return (
      <div className="grid gap-3">
        <p className="text-sm text-ink-2">This address has an account. Sign in with it to accept.</p>
        <PageLinkButton href={signInHref} variant="primary" size="lg" wide>
          Sign in and come back
        </PageLinkButton>
      </div>
    );
  }
  if (offer.state === 'other-account') {
    return (
      <div className="grid gap-4">
        <p className="text-sm text-ink-2">
          The invitation is for another address than the one you are signed in with. Sign out here, then open the
          invitation again.
        </p>
        {signedInAs === undefined ? null : <AccountBar email={signedInAs} signOutAction={signOutAction} />}
      </div>
    );
  }
  return (
    <ActionForm action={acceptAction} hidden={{ token }} className="grid gap-4" quiet>
      <FormProblem />
      {offer.newcomer ? <NameField optional /> : null}
      <SubmitButton size="lg" wide>
        {offer.newcomer ? 'Create account and join' : 'Accept and join'}
      </SubmitButton>
    </ActionForm>
  );
}

function DeadInvite({ signInHref }: { signInHref: string }) {
  return (
    <Screen
      icon={<MailX />}
      tone="warn"
      title="This invitation does not work any more"
      action={
        <PageLinkButton href={signInHref} variant="secondary" size="lg" wide>
          Go to sign-in
        </PageLinkButton>
      }
    >
      <p>
        It has been accepted, taken back, or is too old. Ask the person who invited you to send it again; if you have
        accepted it already, <PageTextLink href={signInHref}>sign in</PageTextLink> and it is there.
      </p>
    </Screen>
  );
}
