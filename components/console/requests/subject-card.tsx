'use client';

import { UserSearch } from 'lucide-react';
import { ActionForm, FormProblem } from '../../forms/action-form.tsx';
import { ComboboxField } from '../../forms/fields.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Card } from '../../ui/card.tsx';
import type { ComboboxOption } from '../../ui/combobox.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { searchContacts } from '../contacts/search-contacts.ts';
import { consolePaths } from '../paths.ts';
import type { RequestItem, RequestMatch } from './request-types.ts';

const none: readonly ComboboxOption[] = [];

export interface SubjectCardProps {
  org: string;
  request: RequestItem;
  /** Contacts with the address that the request came from. */
  matches: readonly RequestMatch[];
  /** What the linked contact is called; null where it is gone. */
  linkedName: string | null;
  /** Form fields `id`, `contactId`. */
  linkAction: FormAction;
  refusal: string | undefined;
}

/** Whom the request is about: found by the address, said by a person. */
export function SubjectCard({ org, request, matches, linkedName, linkAction, refusal }: SubjectCardProps) {
  const { id, contactId, state, kind } = request;
  const open = state === 'open';
  if (contactId !== null) {
    return (
      <Card
        title="Who it is about"
        actions={
          open ? (
            <ActionForm action={linkAction} hidden={{ id }}>
              <SubmitButton variant="ghost" size="sm" disabledReason={refusal}>
                Somebody else
              </SubmitButton>
            </ActionForm>
          ) : null
        }
      >
        <p className="text-sm [overflow-wrap:anywhere]">
          <TextLink href={consolePaths.contact(org, contactId)}>{linkedName ?? contactId}</TextLink>
        </p>
        {open && kind === 'rectification' ? (
          <div className="mt-3">
            <LinkButton href={consolePaths.editContact(org, contactId)}>Edit the contact</LinkButton>
          </div>
        ) : null}
      </Card>
    );
  }
  return (
    <Card title="Who it is about" description={open ? 'Found by the address that it came from.' : undefined}>
      {matches.length === 0 ? (
        <p className="flex items-center gap-2 text-sm text-ink-3">
          <UserSearch aria-hidden="true" className="size-4 shrink-0" />
          {open ? 'No contact has this address.' : 'Nobody was named.'}
        </p>
      ) : (
        <ul className="grid gap-2" aria-label="Contacts with this address">
          {matches.map((match) => (
            <li key={match.id} className="flex flex-wrap items-center justify-between gap-2">
              <span className="min-w-0 text-sm [overflow-wrap:anywhere]">
                <TextLink href={consolePaths.contact(org, match.id)}>{match.name}</TextLink>
              </span>
              {open ? (
                <ActionForm action={linkAction} hidden={{ id, contactId: match.id }}>
                  <FormProblem className="mb-2" />
                  <SubmitButton variant="secondary" size="sm" disabledReason={refusal}>
                    This one
                  </SubmitButton>
                </ActionForm>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {open && refusal === undefined ? (
        <ActionForm action={linkAction} hidden={{ id }} className="mt-4 flex flex-wrap items-end gap-2">
          <ComboboxField
            name="contactId"
            label="Another contact"
            className="min-w-0 flex-1 basis-48"
            placeholder="Name, company or address"
            search={searchContacts}
            options={none}
          />
          <SubmitButton variant="secondary">Choose</SubmitButton>
        </ActionForm>
      ) : null}
    </Card>
  );
}
