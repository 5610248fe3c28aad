'use client';

import { useState, useTransition } from 'react';
import type { z } from 'zod';
import type { InteractionAnswer, InteractionPage } from '#lib/interactions/schema.ts';
import type { FormAction, FormState } from '../../forms/form-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { showToast } from '../../ui/toast.tsx';
import { InteractionList } from './interaction-list.tsx';
import { NoInteractions } from './no-interactions.tsx';
import { readInteractions } from './read-interactions.ts';

type Page = z.output<typeof InteractionPage>;

export interface InteractionsCardProps {
  /** The organisation's slug. */
  org: string;
  contactId: string;
  /** The newest; older ones are asked for when the reader wants them. */
  page: Page;
  /** Deletes one, by `id`. Missing for readers who may not write. */
  remove?: FormAction | undefined;
}

/** What was said with one contact, the newest first. */
export function InteractionsCard({ org, contactId, page, remove }: InteractionsCardProps) {
  const [older, setOlder] = useState<Page>();
  const [pending, startTransition] = useTransition();
  const nextCursor = older === undefined ? page.nextCursor : older.nextCursor;
  const interactions = withoutRepeats([...page.data, ...(older?.data ?? [])]);

  function loadMore(cursor: string) {
    startTransition(async () => {
      const next = await readInteractions({ contactId, cursor });
      if (next === null) {
        showToast({ title: 'These could not be loaded. Try again.' });
        return;
      }
      // A transition again: what follows an await is none by itself, and the button would be free later than the list grows.
      startTransition(() => {
        setOlder((before) => ({ data: [...(before?.data ?? []), ...next.data], nextCursor: next.nextCursor }));
      });
    });
  }

  // The server draws the page anew, but knows only its own part of the list.
  const forgetting = (action: FormAction): FormAction => {
    return async (previous, data): Promise<FormState> => {
      const state = await action(previous, data);
      if (state.status === 'done') {
        setOlder((before) => before && { ...before, data: before.data.filter(({ id }) => id !== data.get('id')) });
      }
      return state;
    };
  };

  return (
    <Card
      flush
      title="Interactions"
      footer={
        nextCursor === null ? null : (
          <Button size="sm" pending={pending} onClick={() => loadMore(nextCursor)}>
            Load more
          </Button>
        )
      }
    >
      {interactions.length === 0 ? (
        <NoInteractions className="py-10" />
      ) : (
        <InteractionList
          org={org}
          interactions={interactions}
          remove={remove && forgetting(remove)}
          hideContact={true}
        />
      )}
    </Card>
  );
}

/** After a deletion the first part reaches further down, into what was loaded before. */
function withoutRepeats(interactions: readonly InteractionAnswer[]): readonly InteractionAnswer[] {
  return [...new Map(interactions.map((interaction) => [interaction.id, interaction])).values()];
}
