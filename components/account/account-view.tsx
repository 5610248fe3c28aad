import type { z } from 'zod';
import type { Account } from '#lib/identity/account/schema.ts';
import { ActionForm, FormProblem } from '../forms/action-form.tsx';
import { TextField } from '../forms/fields.tsx';
import type { FormAction } from '../forms/form-state.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { RefreshWhileOpen } from '../shell/refresh-while-open.tsx';
import { Badge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { PageLinkButton, PageTextLink } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { EraseAccountButton } from './erase-account-button.tsx';
import { ProvidersCard } from './providers-card.tsx';

export type AccountFacts = z.output<typeof Account>;

export interface AccountViewProps {
  account: AccountFacts;
  /** Where to confirm that it is them before exporting or erasing; null when that has just been done. */
  confirmHref: string | null;
  /** Answers with the file. */
  exportHref: string;
  /** Form field `name`. */
  renameAction: FormAction;
  /** Form field `confirmation`, the address. */
  eraseAction: FormAction;
  /** Form field `id`. */
  unlinkAction: FormAction;
  /** Where an account at a provider is connected; null where there is no provider. */
  connectHref: string | null;
}

/** `Acme, Birch and Cedar`. */
const listed = (names: readonly string[]) => new Intl.ListFormat('en-GB').format(names);

/** The person's own account: who they are here, where they belong, and the way out with everything. */
export function AccountView({ account, confirmHref, exportHref, ...given }: AccountViewProps) {
  const { renameAction, eraseAction, unlinkAction, connectHref } = given;
  const owned = account.organizations.filter((organization) => organization.onlyOwner).map(({ name }) => name);
  return (
    <>
      <RefreshWhileOpen />
      <PageHeader
        title="Your account"
        description={`Signed in as ${account.email}. One account serves all of your organisations.`}
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <NameCard name={account.name} action={renameAction} />
          <FactsCard account={account} />
          <ProvidersCard providers={account.providers} connectHref={connectHref} unlinkAction={unlinkAction} />
          <FactorsCard />
        </div>
        <div className="grid min-w-0 gap-6">
          <OrganizationsCard organizations={account.organizations} />
          <ExportCard confirmHref={confirmHref} exportHref={exportHref} />
          <EraseCard account={account} owned={owned} confirmHref={confirmHref} action={eraseAction} />
        </div>
      </div>
    </>
  );
}

function NameCard({ name, action }: { name: string | null; action: FormAction }) {
  return (
    <ActionForm action={action}>
      <Card title="Name" footer={<SubmitButton>Save name</SubmitButton>}>
        <div className="grid gap-4">
          <FormProblem />
          <TextField
            name="name"
            label="Your name"
            hint="Members of your organisations see it."
            defaultValue={name ?? ''}
            maxLength={120}
            autoComplete="name"
            required
          />
        </div>
      </Card>
    </ActionForm>
  );
}

function FactorsCard() {
  return (
    <Card title="Second factors" footer={<PageLinkButton href="/account/security">See how you sign in</PageLinkButton>}>
      <p className="text-sm text-ink-2">
        Passkeys, an authenticator app and recovery codes: so that who reads your mail is not you yet.
      </p>
    </Card>
  );
}

function FactsCard({ account }: { account: AccountFacts }) {
  return (
    <Card title="Facts">
      <DescriptionList
        className="-my-2"
        items={[
          { term: 'Address', detail: account.email },
          { term: 'Since', detail: <RelativeTime at={account.createdAt} show="date" /> },
          {
            term: 'Signed in',
            detail: (
              <PageTextLink href="/account/sessions">
                {account.sessions === 1 ? 'On 1 device' : `On ${account.sessions} devices`}
              </PageTextLink>
            ),
          },
          {
            term: 'Signs in by',
            detail: ['mail', ...account.providers.map(({ issuer }) => new URL(issuer).host)].join(', '),
          },
          { term: 'Id', detail: <code className="font-mono text-xs [overflow-wrap:anywhere]">{account.id}</code> },
        ]}
      />
    </Card>
  );
}

function OrganizationsCard({ organizations }: Pick<AccountFacts, 'organizations'>) {
  return (
    <Card title="Organisations" flush={organizations.length > 0}>
      {organizations.length === 0 ? (
        <p className="text-sm text-ink-3">
          You belong to none. <PageTextLink href="/organizations/new">Create one</PageTextLink>
        </p>
      ) : (
        <ul aria-label="Your organisations">
          {organizations.map(({ slug, name, role, onlyOwner }) => (
            <li
              key={slug}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-0 sm:px-5"
            >
              <PageTextLink href={`/${slug}`} className="min-w-0 text-sm [overflow-wrap:anywhere]">
                {name}
              </PageTextLink>
              <Badge tone={onlyOwner ? 'warn' : 'neutral'}>{onlyOwner ? 'only owner' : role}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ExportCard({ confirmHref, exportHref }: Pick<AccountViewProps, 'confirmHref' | 'exportHref'>) {
  return (
    <Card
      title="Take your data with you"
      footer={
        confirmHref === null ? (
          <PageLinkButton href={exportHref} download>
            Export my data
          </PageLinkButton>
        ) : (
          <PageLinkButton href={confirmHref}>Confirm that it is you to export</PageLinkButton>
        )
      }
    >
      <p className="text-sm text-ink-2">
        One JSON file with everything that is held of you as a user: account, sign-ins, sessions, memberships,
        invitations, and what you did, by audit event and by receipt. What an organisation keeps of you as its contact
        you get from that organisation.
      </p>
    </Card>
  );
}

function EraseCard({
  account,
  owned,
  confirmHref,
  action,
}: Pick<AccountViewProps, 'account' | 'confirmHref'> & { owned: readonly string[]; action: FormAction }) {
  return (
    <Card
      title="Erase your account"
      footer={
        owned.length === 0 && confirmHref !== null ? (
          <PageLinkButton href={confirmHref}>Confirm that it is you to erase</PageLinkButton>
        ) : (
          <EraseAccountButton
            email={account.email}
            organizations={account.organizations.length}
            refusal={owned.length === 0 ? undefined : `You are the only owner of ${listed(owned)}.`}
            action={action}
          />
        )
      }
    >
      {owned.length === 0 ? (
        <p className="text-sm text-ink-2">
          You leave every organisation at once, all your sessions end, and nothing names you any more. The organisations
          and what is in them stay. This cannot be undone.
        </p>
      ) : (
        <p className="text-sm text-ink-2">
          Not yet: you are the only owner of {listed(owned)}. Make another member an owner there, or erase the
          organisation; then come back.
        </p>
      )}
    </Card>
  );
}
