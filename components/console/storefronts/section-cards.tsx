'use client';

import { LayoutGrid, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cardsMax, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CardRow } from './card-row.tsx';
import { useEditor } from './editor-context.tsx';
import { LineField } from './editor-fields.tsx';
import { moved, newItemId } from './list-items.ts';
import { SectionGroup } from './section-frame.tsx';

type Card = StorefrontContentOf['cards'][number];

/** Products or offers: added, put in order, removed. Every step can be taken by keyboard, and the focus stays with the card. */
export function CardsSection() {
  const { content, change, problems, locked } = useEditor();
  const { cards } = content;
  const [openId, setOpenId] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const [toFocus, setToFocus] = useState<string | null>(null);

  useEffect(() => {
    if (toFocus === null) return;
    const target =
      toFocus === 'add' ? add.current : list.current?.querySelector<HTMLElement>(`[data-focus="${toFocus}"]`);
    target?.focus();
    setToFocus(null);
  }, [toFocus]);

  const setCards = (next: (cards: readonly Card[]) => Card[]) => change((now) => ({ ...now, cards: next(now.cards) }));

  function addCard() {
    const id = newItemId('card');
    setCards((now) => [...now, { id, title: '', text: '', price: null, image: null, imageAlt: '', link: null }]);
    setOpenId(id);
    setTold('A card was added.');
    setToFocus(`title-${id}`);
  }

  function move(index: number, by: -1 | 1) {
    const card = cards[index];
    if (card === undefined || index + by < 0 || index + by >= cards.length) return;
    setCards((now) => moved(now, index, by));
    setTold(`${card.title || 'The card'} is now ${index + by + 1} of ${cards.length}.`);
    setToFocus(`${by < 0 ? 'up' : 'down'}-${card.id}`);
  }

  function remove(index: number) {
    const card = cards[index];
    if (card === undefined) return;
    const next = cards[index + 1] ?? cards[index - 1];
    setCards((now) => now.filter(({ id }) => id !== card.id));
    setTold(`${card.title || 'The card'} was removed.`);
    setToFocus(next === undefined ? 'add' : `open-${next.id}`);
  }

  // A card with a problem cannot stay closed: its field has to be found.
  const isTroubled = (index: number) => Object.keys(problems).some((path) => path.startsWith(`cards.${index}.`));
  const full = cards.length >= cardsMax ? `A storefront has at most ${cardsMax} cards.` : undefined;
  return (
    <SectionGroup
      title="Cards"
      description="Products or offers, in the order in which visitors see them."
      actions={
        cards.length === 0 ? null : (
          <Button ref={add} onClick={addCard} disabledReason={locked ?? full}>
            <Plus aria-hidden="true" /> Add card
          </Button>
        )
      }
    >
      <p role="status" className="sr-only">
        {told}
      </p>
      {cards.length === 0 ? (
        <div className="rounded-lg border border-dashed border-line-strong">
          <EmptyState
            icon={<LayoutGrid />}
            level={2}
            title="No cards yet"
            className="py-9"
            action={
              <Button ref={add} variant="primary" onClick={addCard} disabledReason={locked}>
                <Plus aria-hidden="true" /> Add the first card
              </Button>
            }
          >
            A card has a title, a few words, a price, an image and a link.
          </EmptyState>
        </div>
      ) : (
        <>
          <LineField
            path="cardsTitle"
            label="Heading above the cards"
            optional
            charsMax={100}
            value={content.cardsTitle}
            onText={(cardsTitle) => change((now) => ({ ...now, cardsTitle }))}
          />
          <ul ref={list} aria-label="Cards" className="grid gap-2">
            {cards.map((card, index) => (
              <CardRow
                key={card.id}
                {...{ card, index }}
                count={cards.length}
                open={card.id === openId || isTroubled(index)}
                onOpen={(open) => setOpenId(open ? card.id : null)}
                onCard={(next) => setCards((now) => now.map((other) => (other.id === card.id ? next : other)))}
                onMove={(by) => move(index, by)}
                onRemove={() => remove(index)}
              />
            ))}
          </ul>
        </>
      )}
    </SectionGroup>
  );
}
