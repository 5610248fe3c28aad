import type { CalloutTone } from '../ui/callout.tsx';

export interface SignInNotice {
  tone: CalloutTone;
  title: string;
  text: string;
}

/** Why somebody was led back to the sign-in page: the `error` of its address. */
const problems: Readonly<Record<string, SignInNotice>> = {
  'unverified-email': {
    tone: 'danger',
    title: 'Google has not verified your address',
    text: 'Verify it with Google first, or sign in by mail.',
  },
  'other-account': {
    tone: 'danger',
    title: 'That Google account belongs to another address',
    text: 'Choose the Google account with your own address, or sign out here first.',
  },
  'wrong-issuer': {
    tone: 'danger',
    title: 'That answer did not come from Google',
    text: 'Nothing has happened. Try again, or sign in by mail.',
  },
};

const unknownProblem: SignInNotice = {
  tone: 'danger',
  title: 'Signing in did not work',
  text: 'It was interrupted or took too long. Try again, or sign in by mail.',
};

/** The words for an `error`; anything that is not known gets the same ones. Undefined when there is none. */
export function signInNotice(error: string | undefined): SignInNotice | undefined {
  if (!error) return undefined;
  return Object.hasOwn(problems, error) ? problems[error] : unknownProblem;
}
