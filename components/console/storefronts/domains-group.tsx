'use client';

import { Globe } from 'lucide-react';
import { domainsMax } from '#lib/storefronts/schema.ts';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { ConfirmedButton } from '../../forms/confirmed-button.tsx';
import { TextField } from '../../forms/fields.tsx';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { toldAtOnce } from '../told-at-once.ts';
import { domainProblemText, domainStateWords, isAddress } from './domain-words.ts';
import { useEditor } from './editor-context.tsx';
import { SectionGroup } from './section-frame.tsx';
import type { StorefrontActions } from './storefront-state.ts';
import type { StorefrontDomainItem } from './storefront-types.ts';

export interface DomainsGroupProps {
  domains: readonly StorefrontDomainItem[];
  actions: Pick<StorefrontActions, 'addDomain' | 'verifyDomain' | 'removeDomain'>;
}

/** Hosts of the organisation's own at which the storefront is served, once DNS says that they are its own. */
export function DomainsGroup({ domains, actions }: DomainsGroupProps) {
  const { storefront, locked } = useEditor();
  const refusal =
    locked ?? (domains.length >= domainsMax ? `A storefront has at most ${domainsMax} domains.` : undefined);
  return (
    <SectionGroup
      title="Own domains"
      description="Such as shop.example.com. A record in its DNS shows that it is yours; it is looked at again every day."
    >
      {domains.length === 0 ? null : (
        <ul aria-label="Own domains" className="grid gap-3">
          {domains.map((domain) => (
            <DomainRow key={domain.id} {...{ domain, actions }} />
          ))}
        </ul>
      )}
      <ActionForm key={domains.length} action={actions.addDomain} hidden={{ id: storefront.id }} className="grid gap-3">
        <FormProblem />
        <div className="flex flex-wrap items-end gap-2">
          <TextField
            name="host"
            label="Host"
            className="flex-1 basis-48"
            placeholder="shop.example.com"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            inputMode="url"
            readOnly={locked !== undefined}
          />
          <SubmitButton variant="secondary" disabledReason={refusal}>
            <Globe aria-hidden="true" /> Add domain
          </SubmitButton>
        </div>
      </ActionForm>
    </SectionGroup>
  );
}

function DomainRow({ domain, actions }: { domain: StorefrontDomainItem; actions: DomainsGroupProps['actions'] }) {
  const { storefront, locked } = useEditor();
  const { tone, label } = domainStateWords[domain.state];
  const problem = domainProblemText(domain);
  const hidden = { id: storefront.id, domainId: domain.id };
  return (
    <li className="grid gap-3 rounded-md border border-line bg-raised p-3 sm:p-4">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className="min-w-0 text-sm font-semibold text-ink [overflow-wrap:anywhere]">{domain.host}</h3>
        <Badge tone={tone}>{label}</Badge>
      </div>
      {problem === null ? null : (
        <Callout tone={domain.state === 'failed' ? 'danger' : 'warn'}>
          {problem}
          {domain.servedUntil === null ? null : (
            <>
              {' '}
              It is served until <RelativeTime at={domain.servedUntil} show="date" />.
            </>
          )}
        </Callout>
      )}
      {domain.state === 'verified' ? null : (
        <>
          <CopyField label="Name of the TXT record" value={domain.txtName} />
          <CopyField label="Value of the TXT record" value={domain.txtValue} />
        </>
      )}
      <CopyField
        label={`Where the host leads (${isAddress(domain.target) ? 'A or AAAA' : 'CNAME'})`}
        value={domain.target}
      />
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-32 text-xs text-ink-3">
          {domain.checkedAt === null ? (
            'Not looked at yet.'
          ) : (
            <>
              Looked at <RelativeTime at={domain.checkedAt} />
            </>
          )}
        </p>
        <ConfirmedButton
          title={`Remove ${domain.host}?`}
          description="The storefront is not served there any more. Its other addresses stay."
          confirmLabel="Remove domain"
          action={toldAtOnce(actions.removeDomain)}
          hidden={hidden}
          refusal={locked}
        >
          Remove<span className="sr-only"> {domain.host}</span>
        </ConfirmedButton>
        <ActionForm action={actions.verifyDomain} hidden={hidden}>
          <SubmitButton variant="secondary" size="sm" disabledReason={locked}>
            {domain.state === 'verified' ? 'Look again' : 'Verify'}
            <span className="sr-only"> {domain.host}</span>
          </SubmitButton>
          <FormProblem className="mt-2" />
        </ActionForm>
      </div>
    </li>
  );
}
