import { Link2, Unlink } from 'lucide-react';
import type { FormAction } from '../forms/form-state.ts';
import { PageLinkButton, PageTextLink } from '../ui/page-link.tsx';
import { GoogleButton } from './google-button.tsx';
import { Screen, Subject } from './screen.tsx';

export interface GoogleNotLinkedScreenProps {
  /** The sign-in page, with {@link ConnectGoogleScreen} as the place to go on to. */
  signInHref: string;
}

const steps = ['Sign in by mail once more.', 'Connect Google on the next page.', 'From then on, Google signs you in.'];

/** Somebody came from Google with an address whose account does not know Google yet. */
export function GoogleNotLinkedScreen({ signInHref }: GoogleNotLinkedScreenProps) {
  return (
    <Screen
      icon={<Unlink />}
      tone="warn"
      title="Google is not connected yet"
      action={
        <div className="grid gap-6">
          <ol className="grid gap-3">
            {steps.map((step, index) => (
              <li key={step} className="flex items-baseline gap-3 text-base text-ink">
                <span
                  aria-hidden="true"
                  className="grid size-6 shrink-0 place-items-center rounded-full border border-line-strong bg-raised text-xs font-semibold text-ink-2"
                >
                  {index + 1}
                </span>
                {step}
              </li>
            ))}
          </ol>
          <PageLinkButton href={signInHref} variant="primary" size="lg" wide>
            Sign in by mail
          </PageLinkButton>
        </div>
      }
    >
      <p>
        Google knows who you are there, and not who reads mail at this address here. So we join nothing by ourselves:
        you show once that both are yours.
      </p>
    </Screen>
  );
}

export interface ConnectGoogleScreenProps {
  /** Whose account Google is to open: the person who is signed in. */
  email: string;
  /** Form field `redirectTo`. */
  googleAction: FormAction;
  /** Where the person goes on to, connected or not. */
  redirectTo: string;
}

/** Somebody who is signed in by mail connects Google to their account. */
export function ConnectGoogleScreen({ email, googleAction, redirectTo }: ConnectGoogleScreenProps) {
  return (
    <Screen
      icon={<Link2 />}
      title="Connect Google"
      action={
        <GoogleButton action={googleAction} redirectTo={redirectTo}>
          Connect Google
        </GoogleButton>
      }
      footer={
        <p>
          Rather sign in by mail? <PageTextLink href={redirectTo}>Go on without Google</PageTextLink>
        </p>
      }
    >
      <p>
        You are signed in as <Subject>{email}</Subject>. Choose the Google account with the same address, and it opens
        this account from now on.
      </p>
    </Screen>
  );
}
