import { AppWindow, SquareTerminal } from 'lucide-react';
import type { z } from 'zod';
import type { MyGrantList, OAuthClient, OAuthGrant } from '#lib/identity/oauth/schema.ts';
import type { TitledScope } from '../../auth/asked-scopes.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { scopeSummary } from '../api-keys/scope-text.ts';
import { EndProgramButton, RemoveProgramButton } from './program-buttons.tsx';
import { RegisterProgramForm } from './register-program-form.tsx';

export type MyGrant = z.output<typeof MyGrantList>['data'][number];
export type Grant = z.output<typeof OAuthGrant>;
export type Program = z.output<typeof OAuthClient>;

interface OrganizationPart {
  /** What other members let programs do here. */
  grants: readonly Grant[];
  programs: readonly Program[];
  /** What programs can be registered for. */
  scopes: readonly TitledScope[];
  /** Form fields `name`, `redirectUris` (lines), `scopes` (one for each), `deviceFlow`. */
  registerAction: FormAction;
  /** Form field `id`. */
  removeAction: FormAction;
  /** Form field `id`. */
  endAction: FormAction;
  registerRefusal: string | undefined;
  writeRefusal: string | undefined;
}

export interface ConnectedAppsViewProps {
  /** What the reader lets programs do, in every organisation. */
  mine: readonly MyGrant[];
  /** Form field `id`. */
  endMineAction: FormAction;
  /** For owners and admins; null for others. */
  organization: OrganizationPart | null;
}

/** Which programs act for people, with a way to end each. */
export function ConnectedAppsView({ mine, endMineAction, organization }: ConnectedAppsViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Connected apps"
        description="Programs that act for people, within what they were allowed and what the person may do. What you end here stops working with the program’s next request."
      />
      <Card flush title="Acting for you" description="In all your organisations.">
        {mine.length === 0 ? (
          <EmptyState icon={<AppWindow />} title="No connected apps">
            No program acts for you. The command <code className="font-mono">holdfast login</code> connects one.
          </EmptyState>
        ) : (
          <ul aria-label="Programs that act for you">
            {mine.map((grant) => (
              <GrantRow
                key={grant.id}
                grant={grant}
                where={grant.organization.name}
                button={<EndProgramButton id={grant.id} name={grant.client.name} action={endMineAction} />}
              />
            ))}
          </ul>
        )}
      </Card>
      {organization === null ? null : <OrganizationCards part={organization} />}
    </div>
  );
}

function OrganizationCards({ part }: { part: OrganizationPart }) {
  return (
    <>
      <Card flush title="Acting for other members" description="In this organisation.">
        {part.grants.length === 0 ? (
          <EmptyState icon={<AppWindow />} title="Nothing yet">
            No program acts for anybody else here.
          </EmptyState>
        ) : (
          <ul aria-label="Programs that act for other members">
            {part.grants.map((grant) => (
              <GrantRow
                key={grant.id}
                grant={grant}
                where={grant.user.name ?? grant.user.email}
                button={
                  <EndProgramButton
                    id={grant.id}
                    name={`${grant.client.name} for ${grant.user.name ?? grant.user.email}`}
                    action={part.endAction}
                    refusal={part.writeRefusal}
                  />
                }
              />
            ))}
          </ul>
        )}
      </Card>
      {part.registerRefusal === undefined ? null : <Callout tone="info">{part.registerRefusal}</Callout>}
      <Card
        flush
        title="Registered programs"
        description="Programs of your own that members may let act for them. None registers itself, and none has a secret. The Holdfast command line needs no entry."
      >
        {part.programs.length === 0 ? (
          <EmptyState icon={<SquareTerminal />} title="No programs yet">
            Register one below.
          </EmptyState>
        ) : (
          <ul aria-label="Registered programs">
            {part.programs.map((program) => (
              <ProgramRow key={program.id} program={program} part={part} />
            ))}
          </ul>
        )}
      </Card>
      <RegisterProgramForm scopes={part.scopes} action={part.registerAction} refusal={part.registerRefusal} />
    </>
  );
}

const rowLook =
  'flex flex-wrap items-start gap-x-4 gap-y-3 border-b border-line px-4 py-4 last:border-0 sm:flex-nowrap sm:px-5';

function GrantRow({ grant, where, button }: { grant: Grant; where: string; button: React.ReactNode }) {
  return (
    <li className={rowLook}>
      <div className="min-w-0 flex-1 basis-56">
        <h3 className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{grant.client.name}</h3>
        <p className="mt-0.5 text-sm text-ink-2 [overflow-wrap:anywhere]">
          {where}
          {grant.device === null ? null : <span className="text-ink-3"> · {grant.device}</span>}
        </p>
        <p className="mt-1 text-xs text-ink-3">
          Allowed <RelativeTime at={grant.createdAt} /> ·{' '}
          {grant.lastUsedAt === null ? (
            'never used'
          ) : (
            <>
              used <RelativeTime at={grant.lastUsedAt} />
            </>
          )}{' '}
          · ends by itself on <RelativeTime at={grant.expiresAt} show="date" />
        </p>
        <Scopes scopes={grant.scopes} />
      </div>
      {button}
    </li>
  );
}

function ProgramRow({ program, part }: { program: Program; part: OrganizationPart }) {
  return (
    <li className={rowLook}>
      <div className="grid min-w-0 flex-1 basis-56 gap-2">
        <h3 className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{program.name}</h3>
        <CopyField label="Client id" value={program.id} />
        {program.redirectUris.length === 0 ? null : (
          <ul aria-label="Where codes go" className="grid gap-0.5">
            {program.redirectUris.map((uri) => (
              <li key={uri} className="font-mono text-xs text-ink-2 [overflow-wrap:anywhere]">
                {uri}
              </li>
            ))}
          </ul>
        )}
        <p className="text-xs text-ink-3">
          Registered <RelativeTime at={program.createdAt} show="date" />
          {program.deviceFlow ? ' · may sign in by a code that is typed elsewhere' : null}
        </p>
        <Scopes scopes={program.scopes} />
      </div>
      <RemoveProgramButton id={program.id} name={program.name} action={part.removeAction} refusal={part.writeRefusal} />
    </li>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  return (
    <details className="mt-1 text-xs text-ink-2">
      <summary className="w-fit cursor-pointer rounded-xs text-ink-3">What it may do at most</summary>
      <ul className="mt-1 grid gap-0.5">
        {scopeSummary(scopes).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
