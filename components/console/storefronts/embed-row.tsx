'use client';

import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { Callout } from '../../ui/callout.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { useEditor } from './editor-context.tsx';
import { ChoiceField, LineField } from './editor-fields.tsx';
import { embedHostProblem, serviceOf } from './embed-checks.ts';
import { ItemRow } from './item-row.tsx';

type Embed = StorefrontContentOf['embeds'][number];

const kinds = [
  { value: 'frame', label: 'Frame', hint: 'A video, a map: shown in a box of its own.' },
  { value: 'script', label: 'Program', hint: 'Runs in the page, on your own domain only.' },
] as const;

interface EmbedRowProps {
  embed: Embed;
  index: number;
  count: number;
  open: boolean;
  consentHref: string;
  onOpen: (open: boolean) => void;
  onEmbed: (embed: Embed) => void;
  onRemove: () => void;
}

/** A program or frame of others in the editor. */
export function EmbedRow({ embed, index, consentHref, onEmbed, ...row }: EmbedRowProps) {
  const { services } = useEditor();
  const at = (member: string) => `embeds.${index}.${member}`;
  const service = services.find(({ id }) => id === embed.service);
  const hostProblem = embedHostProblem(embed.url, service);
  const options = services.map(({ id, name, category }) => ({
    value: id,
    label: name,
    hint: `Waits for: ${category}`,
  }));
  const known = service !== undefined || embed.service === '';
  return (
    <ItemRow {...row} index={index} id={embed.id} name={embed.title || `Embed ${index + 1}`} note={service?.name}>
      <LineField
        path={at('title')}
        label="What it is"
        required
        hint="Read to those who do not see it, such as “Film about our workshop”."
        charsMax={100}
        value={embed.title}
        onText={(title) => onEmbed({ ...embed, title })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField
          path={at('kind')}
          label="Kind"
          options={kinds}
          value={embed.kind}
          onChoice={(kind) => onEmbed({ ...embed, kind })}
        />
        <ChoiceField
          path={at('service')}
          label="Service"
          options={
            known ? options : [...options, { value: embed.service, label: `${embed.service} (not named any more)` }]
          }
          value={embed.service}
          onChoice={(next) => onEmbed({ ...embed, service: next })}
        />
      </div>
      <LineField
        path={at('url')}
        label="Address"
        required
        inputMode="url"
        placeholder="https://"
        charsMax={500}
        value={embed.url}
        onText={(url) => onEmbed({ ...embed, url, service: serviceOf(url, services, embed.service) })}
      />
      {hostProblem === undefined ? null : (
        <Callout tone="warn">
          {hostProblem} <TextLink href={consentHref}>Consent settings</TextLink>
        </Callout>
      )}
      {embed.kind === 'script' ? (
        <Callout tone="info" title="Runs on your own domain only">
          At our address the page shares its origin with the console, so programs of others never run there.
        </Callout>
      ) : null}
    </ItemRow>
  );
}
