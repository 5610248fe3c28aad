import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import Link from 'next/link';
import type { InteractionAnswer } from '#lib/interactions/schema.ts';
import type { FormAction } from '../../forms/form-state.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { consolePaths } from '../paths.ts';
import { DeleteInteractionButton } from './delete-interaction-button.tsx';
import { InteractionText } from './interaction-text.tsx';
import { channelLooks, directionWords, interactionTitle } from './interaction-words.ts';

export interface InteractionListProps {
  /** The organisation's slug. */
  org: string;
  interactions: readonly InteractionAnswer[];
  /** Deletes one, by `id`. Missing for readers who may not write. */
  remove?: FormAction | undefined;
  /** Leave out the link to the contact, on the contact's own page. */
  hideContact?: boolean | undefined;
}

/** Interactions under each other: by which way, who spoke, when, and what was said. */
export function InteractionList({ org, interactions, remove, hideContact = false }: InteractionListProps) {
  return (
    <ul aria-label="Interactions">
      {interactions.map((interaction) => (
        <InteractionItem key={interaction.id} {...{ org, interaction, remove, hideContact }} />
      ))}
    </ul>
  );
}

interface InteractionItemProps extends Omit<InteractionListProps, 'interactions'> {
  interaction: InteractionAnswer;
}

function InteractionItem({ org, interaction, remove, hideContact }: InteractionItemProps) {
  const { label, Icon } = channelLooks[interaction.channel];
  const Arrow = interaction.direction === 'inbound' ? ArrowDownLeft : ArrowUpRight;
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-0 sm:px-5">
      <span className="mt-px grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-ink-3">
        <Icon aria-hidden="true" className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium text-ink [overflow-wrap:anywhere]">{interactionTitle(interaction)}</p>
        <InteractionText interaction={interaction} />
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
          <span className="inline-flex items-center gap-1">
            <Arrow aria-hidden="true" className="size-3.5" />
            {directionWords[interaction.direction]}
          </span>
          {interaction.subject === null ? null : <span>{label}</span>}
          <RelativeTime at={interaction.occurredAt} />
          {!hideContact && interaction.contactName ? (
            <Link
              prefetch={false}
              className="underline-offset-3 hover:text-ink hover:underline"
              href={consolePaths.contact(org, interaction.contactId)}
            >
              {interaction.contactName}
            </Link>
          ) : null}
        </p>
      </div>
      {remove ? (
        <div className="flex shrink-0">
          <DeleteInteractionButton interaction={interaction} action={remove} />
        </div>
      ) : null}
    </li>
  );
}
