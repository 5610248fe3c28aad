'use client';

import { CircleAlert, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { TextField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import type { Verdict, VerifyState } from './receipt-types.ts';
import { receiptHref } from './receipt-words.ts';

export interface VerifyCardProps {
  /** The organisation's slug. */
  org: string;
  /** Form fields `expectedSeq` and `expectedHash`, both or neither; empty means absent. */
  action: FormAction<VerifyState>;
  /** Why the reader cannot verify the ledger. */
  refusal: string | undefined;
}

const initialState: VerifyState = { status: 'idle' };

/** Checks every receipt of the organisation and says where the ledger stops being what was written. */
export function VerifyCard({ org, action, refusal }: VerifyCardProps) {
  return (
    <ActionForm<VerifyState> action={action} initialState={initialState} quiet>
      {({ state, pending }) => (
        <Card
          title="Verify the ledger"
          description="Re-derives every hash, every link and every commitment, with code that shares nothing with the writer."
          actions={
            <SubmitButton disabledReason={refusal}>
              <ShieldCheck aria-hidden="true" /> Verify ledger
            </SubmitButton>
          }
        >
          <div className="grid gap-4">
            <FormProblem />
            <div aria-live="polite" className="empty:-mb-4">
              {pending ? <p className="text-sm text-ink-3">Checking every receipt…</p> : null}
              {!pending && state.verdict ? (
                <VerdictBox org={org} verdict={state.verdict} checkedAt={state.checkedAt} />
              ) : null}
            </div>
            <p className="max-w-prose text-sm text-ink-3">
              You need not take our word for it: <TextLink href="/verify">check an export yourself</TextLink>, in your
              browser or with a program of one file. The export of everything proves that nothing is missing; that of
              what a filter leaves, that each receipt in it is in the ledger.
            </p>
            <details
              className="group text-sm"
              open={Boolean(state.fieldErrors?.expectedSeq ?? state.fieldErrors?.expectedHash) || undefined}
            >
              <summary className="w-fit rounded-xs py-1 font-medium text-brand-ink">
                Compare with a head that you noted earlier
              </summary>
              <p className="mt-1 max-w-prose text-ink-3">
                A chain that was cut or rewritten as a whole is still a chain. A number and hash from your own notes
                find that as well.
              </p>
              <div className="mt-3 grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
                <TextField
                  name="expectedSeq"
                  label="Receipt no."
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={16}
                  placeholder="1204"
                />
                <TextField
                  name="expectedHash"
                  label="Hash"
                  hint="64 hex digits"
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={64}
                  className="[&_input]:font-mono [&_input]:text-xs"
                />
              </div>
            </details>
          </div>
        </Card>
      )}
    </ActionForm>
  );
}

function VerdictBox({ org, verdict, checkedAt }: { org: string; verdict: Verdict; checkedAt: string | undefined }) {
  const count = verdict.count.toLocaleString('en-US');
  const when = checkedAt === undefined ? null : <RelativeTime at={checkedAt} show="datetime" />;
  if (verdict.firstProblem !== null) {
    const { seq, message } = verdict.firstProblem;
    return (
      <Box tone="danger" title={`The ledger breaks at receipt ${seq.toLocaleString('en-US')}`}>
        <p>{message}</p>
        <p className="mt-1">
          {count} {verdict.count === 1 ? 'receipt before it is' : 'receipts before it are'} in order; what follows was
          not judged. <TextLink href={receiptHref(org, seq)}>Open receipt {seq}</TextLink>
        </p>
        {when ? <p className="mt-1 text-xs">Checked {when}</p> : null}
      </Box>
    );
  }
  return (
    <Box
      tone="ok"
      title={
        verdict.count === 1 ? 'The one receipt is as it was written' : `All ${count} receipts are as they were written`
      }
    >
      {verdict.erasedDetails > 0 ? (
        <p>
          {verdict.erasedDetails.toLocaleString('en-US')} of them tell of details that were erased for good; their seals
          hold.
        </p>
      ) : null}
      {verdict.head ? (
        <div className="mt-2">
          <p className="text-xs">
            Head: receipt {verdict.head.seq.toLocaleString('en-US')}. Note it outside of Holdfast; it proves later that
            nothing was cut.
          </p>
          <p className="mt-1 flex min-w-0 items-center gap-1">
            <code className="min-w-0 font-mono text-xs break-all">{verdict.head.hash}</code>
            <CopyButton text={`${verdict.head.seq} ${verdict.head.hash}`} label="Copy number and hash of the head" />
          </p>
        </div>
      ) : null}
      {when ? <p className="mt-1 text-xs">Checked {when}</p> : null}
    </Box>
  );
}

function Box({ tone, title, children }: { tone: 'ok' | 'danger'; title: string; children: ReactNode }) {
  const Icon = tone === 'ok' ? ShieldCheck : CircleAlert;
  return (
    <div
      className={cn(
        'flex items-start gap-3 rounded-md border px-4 py-3.5 text-sm',
        tone === 'ok' ? 'border-ok-line bg-ok-soft text-ok-ink' : 'border-danger-line bg-danger-soft text-danger-ink',
      )}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="text-base font-semibold">{title}</p>
        <div className="mt-0.5">{children}</div>
      </div>
    </div>
  );
}
