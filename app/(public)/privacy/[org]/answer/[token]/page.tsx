import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { peekAnswer } from '#lib/privacy/requests/peek-answer.ts';
import { AnswerForm } from '../../../../../../components/privacy/answer-form.tsx';
import { PrivacyFrame } from '../../../../../../components/privacy/privacy-frame.tsx';
import { openAnswerAction, sendAnswerCodeAction } from '../../../actions.ts';

/** The same for every link, and for those that open nothing. */
export const metadata: Metadata = { title: 'Your answer', robots: { index: false, follow: false } };

interface AnswerPageProps {
  params: Promise<{ org: string; token: string }>;
}

/** For whoever has the link and the mailbox that the answer went to. CLAIMS G9. */
export default async function AnswerPage({ params }: AnswerPageProps) {
  const given = await params;
  // What is too long finds nothing, as anything wrong does.
  const [org, token] = [given.org.slice(0, 64), given.token.slice(0, 200)];
  const offer = await pageCall(peekAnswer, { org, token });
  return (
    <PrivacyFrame organization={offer.organization}>
      <AnswerForm {...{ org, token, offer }} sendCodeAction={sendAnswerCodeAction} openAction={openAnswerAction} />
    </PrivacyFrame>
  );
}
