import { ConfirmedButton } from '../forms/confirmed-button.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PageTextLink } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { AddPasskeyForm, type AddPasskeyFormProps } from './add-passkey-form.tsx';
import type { CodesState, FactorFacts } from './factor-types.ts';
import { NewCodesForm } from './new-codes-form.tsx';
import { RenamePasskeyForm } from './rename-passkey-form.tsx';
import { TotpSetup, type TotpSetupProps } from './totp-setup.tsx';

export interface SecurityViewProps {
  factors: FactorFacts;
  passkey: AddPasskeyFormProps;
  /** Form fields `id`, `name`. */
  renamePasskeyAction: FormAction;
  /** Form field `id`. */
  removePasskeyAction: FormAction;
  totp: Omit<TotpSetupProps, 'inUse'>;
  removeTotpAction: FormAction;
  newCodesAction: FormAction<CodesState>;
}

/** How the person signs in beside their mailbox: passkeys, an authenticator app, recovery codes. */
export function SecurityView(props: SecurityViewProps) {
  const { factors } = props;
  return (
    <>
      <PageHeader
        title="Second factors"
        description="Beside your mailbox, something that you have: who reads your mail is not you yet."
        actions={<PageTextLink href="/account">Your account</PageTextLink>}
      />
      <Notices factors={factors} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <PasskeysCard {...props} />
        <div className="grid min-w-0 gap-6">
          <TotpCard {...props} />
          <CodesCard {...props} />
        </div>
      </div>
    </>
  );
}

function Notices({ factors: { frozenUntil, demands, passkeys, totpSince } }: Pick<SecurityViewProps, 'factors'>) {
  const overdue = demands.find((demand) => demand.overdue);
  const [next] = demands;
  const enrolled = passkeys.length > 0 || totpSince !== null;
  return (
    <>
      {frozenUntil === null ? null : (
        <Callout tone="warn" title="Changes are held">
          Somebody reported a change as not theirs. Nothing here can be changed until{' '}
          <RelativeTime at={frozenUntil} show="datetime" />.
          {enrolled
            ? null
            : ' Your organisations stay shut for as long, since a mailbox alone must not open them now. Whoever runs this installation can end the wait.'}
        </Callout>
      )}
      {overdue === undefined || frozenUntil !== null ? null : (
        <Callout tone="danger" title={`${overdue.name} waits for your second factor`}>
          You can work there again once you have added one.
        </Callout>
      )}
      {overdue === undefined && frozenUntil === null && !enrolled && next?.dueAt ? (
        <Callout tone="info" title={`${next.name} needs you to have a second factor`}>
          Add one by <RelativeTime at={next.dueAt} show="date" />. Without it you can do nothing there after that.
        </Callout>
      ) : null}
    </>
  );
}

function PasskeysCard({ factors, passkey, renamePasskeyAction, removePasskeyAction }: SecurityViewProps) {
  return (
    <Card title="Passkeys">
      <div className="grid gap-4">
        <p className="text-sm text-ink-2">
          Your fingerprint, face or device PIN signs you in, also without a mail. Nothing secret leaves your device, and
          no other site can ask for it.
        </p>
        {factors.passkeys.length === 0 ? null : (
          <ul aria-label="Your passkeys" className="grid gap-3">
            {factors.passkeys.map(({ id, name, createdAt, lastUsedAt, backedUp }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-line p-3"
              >
                <div className="min-w-0 text-sm">
                  <p className="font-medium text-ink [overflow-wrap:anywhere]">{name}</p>
                  <p className="text-ink-3">
                    {backedUp ? 'Kept on several devices' : 'On one device'}, added <RelativeTime at={createdAt} />
                    {lastUsedAt === null ? null : (
                      <>
                        , used <RelativeTime at={lastUsedAt} />
                      </>
                    )}
                  </p>
                </div>
                <div className="flex items-center gap-1">
                  <RenamePasskeyForm id={id} name={name} action={renamePasskeyAction} />
                  <ConfirmedButton
                    refusal={undefined}
                    title={`Remove ${name}?`}
                    description="It signs you in no more. Remove it from your device as well."
                    confirmLabel="Remove passkey"
                    action={removePasskeyAction}
                    hidden={{ id }}
                  >
                    Remove
                  </ConfirmedButton>
                </div>
              </li>
            ))}
          </ul>
        )}
        {factors.passkeysPossible ? (
          <AddPasskeyForm {...passkey} />
        ) : (
          <p className="text-sm text-ink-3">
            Passkeys need an installation that is reached by https, under a name. Use an authenticator app here.
          </p>
        )}
      </div>
    </Card>
  );
}

function TotpCard({ factors, totp, removeTotpAction }: SecurityViewProps) {
  return (
    <Card title="Authenticator app">
      <div className="grid gap-4">
        {factors.totpSince === null ? (
          <p className="text-sm text-ink-2">An app on your phone shows six digits that change every half minute.</p>
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-3 text-sm text-ink-2">
            <p>
              In use since <RelativeTime at={factors.totpSince} />.
            </p>
            <ConfirmedButton
              refusal={undefined}
              title="Remove the authenticator app?"
              description="Its codes work no more."
              confirmLabel="Remove authenticator app"
              action={removeTotpAction}
            >
              Remove
            </ConfirmedButton>
          </div>
        )}
        <TotpSetup {...totp} inUse={factors.totpSince !== null} />
      </div>
    </Card>
  );
}

function CodesCard({ factors, newCodesAction }: SecurityViewProps) {
  const enrolled = factors.passkeys.length > 0 || factors.totpSince !== null;
  return (
    <Card title="Recovery codes">
      <div className="grid gap-4">
        <p className="text-sm text-ink-2">
          {enrolled
            ? `${factors.recoveryCodesLeft} of 10 are left. Each signs you in once when your device is gone.`
            : 'You get ten with your first factor, for when your device is gone.'}
        </p>
        {enrolled ? <NewCodesForm action={newCodesAction} /> : null}
      </div>
    </Card>
  );
}
