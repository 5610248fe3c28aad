import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { OrganizationDetail } from '#lib/identity/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { FactorPolicyForm, type FactorPolicyFormProps } from './factor-policy-form.tsx';
import { RenameForm } from './rename-form.tsx';

export type OrganizationFacts = z.output<typeof OrganizationDetail>;

export interface PlanFeature {
  /** For example `api_access`. */
  name: string;
  title: string;
  included: boolean;
}

export interface PlanFacts {
  /** As people read it, for example "Enterprise". */
  title: string;
  features: readonly PlanFeature[];
}

export interface SettingsViewProps {
  organization: OrganizationFacts;
  plan: PlanFacts;
  /** Form field `name`. */
  renameAction: FormAction;
  /** Why the reader cannot rename the organisation; leave out when they can. */
  renameRefusal?: string | undefined;
  /** Who needs a second factor; leave out for who may not see it. */
  factorPolicy?: FactorPolicyFormProps | undefined;
  /** Whether the reader may erase the organisation. */
  mayErase?: boolean | undefined;
}

/** The organisation: its name, what it is, what its plan holds. */
export function SettingsView({
  organization,
  plan,
  renameAction,
  renameRefusal,
  factorPolicy,
  mayErase,
}: SettingsViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader title="Settings" description="What this organisation is called, and what belongs to its plan." />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <RenameForm name={organization.name} action={renameAction} refusal={renameRefusal} />
          {factorPolicy ? <FactorPolicyForm {...factorPolicy} /> : null}
          <FactsCard organization={organization} planTitle={plan.title} />
        </div>
        <div className="grid min-w-0 gap-6">
          <PlanCard plan={plan} />
          {mayErase ? <EndCard slug={organization.slug} /> : null}
        </div>
      </div>
    </div>
  );
}

function FactsCard({ organization, planTitle }: { organization: OrganizationFacts; planTitle: string }) {
  return (
    <Card title="Facts" description="Fixed when the organisation was created, or by its plan.">
      <DescriptionList
        className="-my-2"
        items={[
          { term: 'Id', detail: <Copyable value={organization.id} label="Copy organisation id" /> },
          { term: 'Address', detail: <Copyable value={organization.slug} label="Copy organisation address" /> },
          { term: 'Plan', detail: <Badge tone="brand">{planTitle}</Badge> },
          { term: 'Created', detail: <RelativeTime at={organization.createdAt} show="datetime" /> },
          { term: 'Last change', detail: <RelativeTime at={organization.updatedAt} show="datetime" /> },
        ]}
      />
    </Card>
  );
}

function EndCard({ slug }: { slug: string }) {
  return (
    <Card
      title="Erasure"
      description="Removes the organisation with everything in it, for everybody, and certifies that it did."
    >
      <LinkButton href={consolePaths.erasure(slug)}>Erase this organisation…</LinkButton>
    </Card>
  );
}

function Copyable({ value, label }: { value: string; label: string }) {
  return (
    <span className="-my-1 inline-flex max-w-full items-center gap-1">
      <code className="font-mono text-xs [overflow-wrap:anywhere]">{value}</code>
      <CopyButton text={value} label={label} />
    </span>
  );
}

function PlanCard({ plan }: { plan: PlanFacts }) {
  return (
    <Card
      flush
      title={`What ${plan.title} holds`}
      description="Reading, exporting, importing and erasing your own data belong to every plan."
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">Features of the {plan.title} plan</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">In this plan</th>
          </tr>
        </thead>
        <tbody>
          {plan.features.map((feature) => (
            <PlanRow key={feature.name} title={feature.title}>
              {feature.included ? (
                <span className="inline-flex items-center gap-1.5 align-top text-ok-ink">
                  <Check aria-hidden="true" className="size-4" /> Included
                </span>
              ) : (
                <span className="inline-flex items-center gap-1.5 align-top text-ink-3">
                  <Minus aria-hidden="true" className="size-4" /> Not in this plan
                </span>
              )}
            </PlanRow>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function PlanRow({ title, children }: { title: string; children: ReactNode }) {
  return (
    <tr className="group">
      <th
        scope="row"
        className="align-top border-b border-line px-4 py-2.5 text-left font-normal text-ink-2 group-last:border-0 sm:px-5"
      >
        {title}
      </th>
      <td className="border-b border-line px-4 py-2.5 text-right group-last:border-0 sm:px-5">{children}</td>
    </tr>
  );
}
