import type { z } from 'zod';
import type { ErasureOverview } from '#lib/privacy/erasure/schema.ts';
import { ConfirmDialog } from '../../forms/confirm-dialog.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { ErasureSettingsForm } from './erasure-settings-form.tsx';
import { ProposedErasureCard } from './proposed-erasure-card.tsx';

export type ErasureFacts = z.output<typeof ErasureOverview>;

export interface ErasureActions {
  /** Form field `confirmation`. */
  propose: FormAction;
  /** Form field `confirmation`. */
  approve: FormAction;
  cancel: FormAction;
  /** Form fields `coolingOffDays` and `secondApproval`. */
  settings: FormAction;
}

interface ErasureViewProps {
  /** The organisation's slug. */
  org: string;
  name: string;
  overview: ErasureFacts;
  /** Who the reader is, by opaque id. */
  reader: string;
  /** What people are called, by opaque id. */
  names: Readonly<Record<string, string>>;
  actions: ErasureActions;
}

/** The end of an organisation: what would go, what would stay, what it takes, and the button. For owners. */
export function ErasureView({ org, name, overview, reader, names, actions }: ErasureViewProps) {
  const { erasure, held, settings, owners } = overview;
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: 'Settings', href: consolePaths.settings(org) }, { label: 'Erase' }]}
        title="Erase this organisation"
        description="Everything in it goes, for everybody, and nobody can bring it back: not you, not us, not a backup."
      />
      {held ? (
        <Callout tone="warn" title="A legal hold keeps it">
          A hold stands on the organisation or on somebody in it. It cannot be erased before the hold ends.
        </Callout>
      ) : null}
      {erasure === null ? null : <ProposedErasureCard {...{ name, erasure, reader, names, actions }} />}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <ImpactCard impact={overview.impact} />
        <div className="grid min-w-0 gap-6">
          <RemainsCard org={org} />
          <ErasureSettingsForm settings={settings} owners={owners} action={actions.settings} />
        </div>
      </div>
      {erasure === null ? <EraseCard {...{ name, overview }} action={actions.propose} /> : null}
    </div>
  );
}

const number = (value: number) => value.toLocaleString('en-US');

/** `1 contact`, `3 contacts`. */
const counted = (value: number, one: string, many: string) => `${number(value)} ${value === 1 ? one : many}`;

function sizeOf(bytes: number): string {
  if (bytes === 0) return '';
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `, ${(bytes / 1000 ** power).toLocaleString('en-US', { maximumFractionDigits: 1 })} ${units[power]}`;
}

/** What goes, by count, as sentences. */
export function impactOf(impact: ErasureFacts['impact']): readonly string[] {
  return [
    counted(impact.contacts, 'contact', 'contacts'),
    counted(impact.deals, 'deal', 'deals'),
    counted(impact.activities, 'activity', 'activities'),
    counted(impact.interactions, 'interaction', 'interactions'),
    `${counted(impact.files, 'file', 'files')}${sizeOf(impact.fileBytes)}`,
    counted(impact.receipts, 'receipt of the ledger', 'receipts of the ledger'),
    `${counted(impact.members, 'person loses', 'people lose')} access`,
    counted(impact.apiKeys, 'API key stops working', 'API keys stop working'),
  ];
}

function ImpactCard({ impact }: { impact: ErasureFacts['impact'] }) {
  return (
    <Card title="What goes" description="As it is now. Backups of it can be read by nobody afterwards.">
      <DescriptionList
        className="-my-2"
        items={[
          { term: 'Contacts', detail: number(impact.contacts) },
          { term: 'Deals', detail: number(impact.deals) },
          { term: 'Activities', detail: number(impact.activities) },
          { term: 'Interactions', detail: number(impact.interactions) },
          { term: 'Files', detail: `${number(impact.files)}${sizeOf(impact.fileBytes)}` },
          { term: 'Exports', detail: number(impact.exports) },
          { term: 'Receipts', detail: number(impact.receipts) },
          {
            term: 'Members',
            detail: `${counted(impact.members, 'person loses', 'people lose')} access, and no account`,
          },
          { term: 'Invitations', detail: number(impact.invitations) },
          { term: 'API keys', detail: counted(impact.apiKeys, 'stops working', 'stop working') },
          { term: 'Shared links', detail: counted(impact.links, 'stops working', 'stop working') },
        ]}
      />
    </Card>
  );
}

function RemainsCard({ org }: { org: string }) {
  return (
    <Card title="What stays">
      <div className="grid gap-3 text-sm text-ink-2">
        <p>
          A certificate with a number. It says by counts and digests what there was, when it was erased, and the signed
          head that the ledger ended with. It names nobody, not even the organisation: an opaque id stands for it.
        </p>
        <p>Anybody who has the number can read the certificate and verify it offline. Owners get it by mail.</p>
        <p>
          You may want to <TextLink href={consolePaths.exports(org)}>export everything</TextLink> first. Nobody can do
          that afterwards.
        </p>
      </div>
    </Card>
  );
}

function EraseCard({ name, overview, action }: { name: string; overview: ErasureFacts; action: FormAction }) {
  const { settings, held, owners, impact } = overview;
  const lonely = settings.secondApproval === 'on' && owners < 2;
  const refusal = held
    ? 'A legal hold keeps it. End the hold first.'
    : lonely
      ? 'A second owner has to approve, and there is none.'
      : undefined;
  return (
    <section className="grid gap-3 rounded-lg border border-danger-line bg-danger-soft px-4 py-4 sm:px-5">
      <h2 className="text-base font-semibold text-danger-ink">Erase {name}</h2>
      <p className="max-w-prose text-sm text-danger-ink">{whatFollows(settings)}</p>
      <div>
        {refusal === undefined ? (
          <ConfirmDialog
            trigger={<Button variant="danger">Erase this organisation</Button>}
            title={`Erase ${name}?`}
            description={whatFollows(settings)}
            impact={impactOf(impact)}
            typeToConfirm={name.trim()}
            confirmLabel={settings.secondApproval === 'on' ? 'Ask for the erasure' : 'Erase for good'}
            action={action}
          />
        ) : (
          <Button variant="danger" disabledReason={refusal}>
            Erase this organisation
          </Button>
        )}
      </div>
    </section>
  );
}

function whatFollows({ coolingOffDays, secondApproval }: ErasureFacts['settings']): string {
  const days = coolingOffDays === 1 ? 'a day' : `${coolingOffDays} days`;
  if (secondApproval === 'on') {
    return coolingOffDays === 0
      ? 'Another owner has to approve; then it begins at once and there is no way back.'
      : `Another owner has to approve. It begins ${days} later; until then every owner can call it off.`;
  }
  return coolingOffDays === 0
    ? 'It begins at once, and there is no way back.'
    : `It begins in ${days}. Until then every owner can call it off.`;
}
