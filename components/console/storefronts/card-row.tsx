'use client';

import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { useEditor } from './editor-context.tsx';
import { LineField, LinesField, orNull, SwitchField } from './editor-fields.tsx';
import { ImageChoice, Picture } from './image-choice.tsx';
import { ItemRow } from './item-row.tsx';
import { imagePath } from './storefront-paths.ts';

type Card = StorefrontContentOf['cards'][number];

interface CardRowProps {
  card: Card;
  index: number;
  count: number;
  open: boolean;
  onOpen: (open: boolean) => void;
  onCard: (card: Card) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** A product or an offer in the editor. */
export function CardRow({ card, index, onCard, ...row }: CardRowProps) {
  const { storefront } = useEditor();
  const at = (member: string) => `cards.${index}.${member}`;
  const media =
    card.image === null ? null : (
      <span className="block size-9 shrink-0 overflow-hidden rounded-xs border border-line bg-sunken">
        <Picture src={imagePath(storefront.id, card.image)} />
      </span>
    );
  return (
    <ItemRow
      {...row}
      {...{ index, media }}
      id={card.id}
      name={card.title || `Card ${index + 1}`}
      note={card.price ?? undefined}
    >
      <LineField
        path={at('title')}
        focus={`title-${card.id}`}
        label="Title"
        required
        charsMax={100}
        value={card.title}
        onText={(title) => onCard({ ...card, title })}
      />
      <LinesField
        path={at('text')}
        label="Text"
        optional
        rows={3}
        charsMax={600}
        value={card.text}
        onText={(text) => onCard({ ...card, text })}
      />
      <LineField
        path={at('price')}
        label="Price"
        optional
        hint="As it should be read, such as “from €49 a month”."
        charsMax={60}
        value={card.price}
        onText={(price) => onCard({ ...card, price: orNull(price) })}
      />
      <div className="grid gap-2">
        <p className="text-sm font-medium text-ink">Image</p>
        <ImageChoice
          label={`Image of ${card.title || 'the card'}`}
          value={card.image}
          onImage={(image) => onCard({ ...card, image })}
        />
      </div>
      {card.image === null ? null : (
        <LineField
          path={at('imageAlt')}
          label="What the image shows"
          optional
          charsMax={200}
          value={card.imageAlt}
          onText={(imageAlt) => onCard({ ...card, imageAlt })}
        />
      )}
      <CardLink {...{ card, onCard, at }} />
    </ItemRow>
  );
}

function CardLink({ card, onCard, at }: Pick<CardRowProps, 'card' | 'onCard'> & { at: (member: string) => string }) {
  const { link } = card;
  return (
    <>
      <SwitchField
        label="Button with a link"
        hint="To a shop, a booking page, or wherever the offer can be taken."
        value={link !== null}
        onSwitch={(on) => onCard({ ...card, link: on ? { label: '', url: '' } : null })}
      />
      {link === null ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <LineField
            path={at('link.label')}
            label="Words on the button"
            required
            charsMax={60}
            value={link.label}
            onText={(label) => onCard({ ...card, link: { ...link, label } })}
          />
          <LineField
            path={at('link.url')}
            label="Where it leads"
            required
            inputMode="url"
            placeholder="https://"
            charsMax={500}
            value={link.url}
            onText={(url) => onCard({ ...card, link: { ...link, url } })}
          />
        </div>
      )}
    </>
  );
}
