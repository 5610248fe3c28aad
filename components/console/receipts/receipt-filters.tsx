'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Select } from '../../ui/select.tsx';
import { isFiltered } from './receipt-filter.ts';
import { actionWords } from './receipt-words.ts';

export interface ReceiptFiltersProps {
  path: string;
  query: PageQuery;
  /** Actions to offer, for example `contact.created`. */
  actions: readonly string[];
  /** Names by opaque id of those to offer as actors. */
  names: Readonly<Record<string, string>>;
}

/** Narrows the ledger. A plain form that puts its fields into the address; with JavaScript, without the empty ones. */
export function ReceiptFilters({ path, query, actions, names }: ReceiptFiltersProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const action = queryValue(query, 'action') ?? '';
  const actor = queryValue(query, 'actor') ?? '';
  const actorChoices = Object.entries(names).map(([value, label]) => ({ value, label }));
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
    );
    const text = new URLSearchParams(filled).toString();
    startTransition(() => router.push(text ? `${path}?${text}` : path, { scroll: false }));
  }

  return (
    <form action={path} onSubmit={apply} className="border-b border-line px-4 py-3.5 sm:px-5">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-[1fr_1fr_1fr_auto_auto_auto]">
        <Field label="Action">
          <Select
            key={action}
            name="action"
            defaultValue={action}
            placeholder="All"
            options={[{ value: '', label: 'All' }, ...withPresent(actions.map(toActionChoice), action)]}
          />
        </Field>
        <Field label="Actor">
          <Select
            key={actor}
            name="actor"
            defaultValue={actor}
            placeholder="Anybody"
            options={[{ value: '', label: 'Anybody' }, ...withPresent(actorChoices, actor)]}
          />
        </Field>
        <Field label="Subject" className="max-lg:col-span-2">
          <Input
            key={queryValue(query, 'subject')}
            name="subject"
            placeholder="con_…"
            defaultValue={queryValue(query, 'subject')}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-xs"
          />
        </Field>
        <DayField name="from" label="From" query={query} />
        <DayField name="to" label="To" query={query} />
        <div className="flex items-end gap-2 max-lg:col-span-2">
          <Button type="submit" pending={pending} className="flex-1">
            Apply
          </Button>
          {isFiltered(query) ? (
            <LinkButton href={path} variant="ghost">
              Clear
            </LinkButton>
          ) : null}
        </div>
      </div>
    </form>
  );
}

function DayField({ name, label, query }: { name: 'from' | 'to'; label: string; query: PageQuery }) {
  const day = queryValue(query, name);
  return (
    <Field label={label}>
      <Input key={day} type="date" name={name} defaultValue={day} className="lg:w-36" />
    </Field>
  );
}

function toActionChoice(action: string) {
  return { value: action, label: actionWords(action) };
}

/** The choices, and the one that the address names when it is none of them. */
function withPresent(choices: readonly { value: string; label: string }[], present: string) {
  if (present === '' || choices.some((choice) => choice.value === present)) return choices;
  return [...choices, { value: present, label: present }];
}
