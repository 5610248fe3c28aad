'use client';

import { Plus, SquarePlay } from 'lucide-react';
import { useState } from 'react';
import { embedsMax, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { consolePaths } from '../paths.ts';
import { useEditor } from './editor-context.tsx';
import { EmbedRow } from './embed-row.tsx';
import { newItemId } from './list-items.ts';
import { SectionGroup } from './section-frame.tsx';

type Embed = StorefrontContentOf['embeds'][number];

/** Frames and programs of others on the page, each held back until its service is allowed. */
export function EmbedsSection() {
  const { org, storefront, content, change, services, problems, locked } = useEditor();
  const { embeds } = content;
  const troubled = embeds.find((_, index) =>
    Object.keys(problems).some((path) => path.startsWith(`embeds.${index}.`)),
  )?.id;
  const [openId, setOpenId] = useState<string | null>(null);
  const setEmbeds = (next: (embeds: readonly Embed[]) => Embed[]) =>
    change((now) => ({ ...now, embeds: next(now.embeds) }));

  function addEmbed() {
    const id = newItemId('embed');
    setEmbeds((now) => [...now, { id, kind: 'frame', title: '', service: services[0]?.id ?? '', url: '' }]);
    setOpenId(id);
  }

  const refusal =
    locked ??
    (services.length === 0
      ? 'Name a service in the consent settings first.'
      : embeds.length >= embedsMax
        ? `A storefront has at most ${embedsMax} embeds.`
        : undefined);
  const add = (
    <Button onClick={addEmbed} disabledReason={refusal}>
      <Plus aria-hidden="true" /> Add embed
    </Button>
  );
  const consentHref = consolePaths.consentSettings(org, storefront.id);
  return (
    <SectionGroup
      title="Embeds"
      description="Videos, maps and tools of others. Nothing of them is loaded before the visitor has allowed it."
      actions={embeds.length === 0 ? null : add}
    >
      {services.length === 0 ? (
        <Callout
          title="No services yet"
          action={
            <LinkButton href={consentHref} size="sm">
              Consent settings
            </LinkButton>
          }
        >
          An embed waits for the consent that its service waits for. Name the service, such as YouTube, in the consent
          settings; then it can be chosen here.
        </Callout>
      ) : null}
      {embeds.length === 0 ? (
        services.length === 0 ? null : (
          <div className="rounded-lg border border-dashed border-line-strong">
            <EmptyState icon={<SquarePlay />} title="No embeds" className="py-9" action={add}>
              A video, a map, or a tool of one of the services that your consent settings name.
            </EmptyState>
          </div>
        )
      ) : (
        <ul aria-label="Embeds" className="grid gap-2">
          {embeds.map((embed, index) => (
            <EmbedRow
              key={embed.id}
              {...{ embed, index, consentHref }}
              count={embeds.length}
              open={embed.id === openId || embed.id === troubled}
              onOpen={(open) => setOpenId(open ? embed.id : null)}
              onEmbed={(next) => setEmbeds((now) => now.map((other) => (other.id === embed.id ? next : other)))}
              onRemove={() => setEmbeds((now) => now.filter(({ id }) => id !== embed.id))}
            />
          ))}
        </ul>
      )}
    </SectionGroup>
  );
}
