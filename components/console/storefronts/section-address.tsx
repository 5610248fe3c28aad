'use client';

import { ExternalLink } from 'lucide-react';
import { Callout } from '../../ui/callout.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { PageLinkButton } from '../../ui/page-link.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { consolePaths } from '../paths.ts';
import { DomainsGroup, type DomainsGroupProps } from './domains-group.tsx';
import { useEditor } from './editor-context.tsx';
import { SectionGroup } from './section-frame.tsx';

/** Where the storefront is found, here and on domains of its own. */
export function AddressSection({ domains, actions }: DomainsGroupProps) {
  const { org, storefront } = useEditor();
  const open = storefront.state === 'published';
  return (
    <>
      <SectionGroup
        title="Address"
        description="Said when the storefront was made, and fixed since: links to it go on working."
        actions={
          open ? (
            <PageLinkButton href={storefront.url} target="_blank" rel="noopener" size="sm">
              <ExternalLink aria-hidden="true" /> Open<span className="sr-only"> in a new tab</span>
            </PageLinkButton>
          ) : null
        }
      >
        <CopyField label="Web address" value={storefront.url} />
        {open ? null : <Callout tone="info">Nobody finds anything there until the storefront is published.</Callout>}
      </SectionGroup>
      <DomainsGroup {...{ domains, actions }} />
      <SectionGroup
        title="Another site"
        description="The consent banner of this storefront works on any site of yours by one tag."
      >
        <p className="text-sm">
          <TextLink href={consolePaths.consentSettings(org, storefront.id)}>Consent settings and the tag</TextLink>
        </p>
      </SectionGroup>
    </>
  );
}
