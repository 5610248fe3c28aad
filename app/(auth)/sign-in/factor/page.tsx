import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { readFactorQuestion } from '#lib/identity/factors/answer-factor.ts';
import { FactorOverScreen, FactorScreen } from '../../../../components/auth/factor-screen.tsx';
import { authPaths } from '../../paths.ts';
import { answerFactorAction } from './actions.ts';

export const metadata: Metadata = { title: 'Second step' };

export default async function FactorPage() {
  const { state, ...ways } = await pageCall(readFactorQuestion, {});
  const signInHref = authPaths.signIn();
  if (state === 'dead') return <FactorOverScreen signInHref={signInHref} />;
  return <FactorScreen {...ways} action={answerFactorAction} signInHref={signInHref} />;
}
