'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import { alertRuleNames, alertSeverities } from '#lib/alerts/rules.ts';
import { alertStates } from '#lib/alerts/schema.ts';
import type { PageQuery } from '../../tables/query-string.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Select } from '../../ui/select.tsx';
import { alertFilterOf, isFiltered } from './alert-filter.ts';
import { ruleWords, severityWords, stateWords } from './alert-words.tsx';

const all = { value: '', label: 'All' };
const states = [all, ...alertStates.map((value) => ({ value, label: stateWords[value] }))];
const severities = [all, ...alertSeverities.map((value) => ({ value, label: severityWords[value] }))];
const rules = [all, ...alertRuleNames.map((value) => ({ value, label: ruleWords(value) }))];

/** Narrows the list. A plain form that puts its fields into the address; with JavaScript, without the empty ones. */
export function AlertFilters({ path, query }: { path: string; query: PageQuery }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const { state = '', severity = '', rule = '' } = alertFilterOf(query);
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value]] : [],
    );
    const text = new URLSearchParams(filled).toString();
    startTransition(() => router.push(text ? `${path}?${text}` : path, { scroll: false }));
  }

  return (
    <form action={path} onSubmit={apply} className="border-b border-line px-4 py-3.5 sm:px-5">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-[1fr_1fr_2fr_auto]">
        <Field label="State">
          <Select key={state} name="state" defaultValue={state} placeholder="All" options={states} />
        </Field>
        <Field label="Severity">
          <Select key={severity} name="severity" defaultValue={severity} placeholder="All" options={severities} />
        </Field>
        <Field label="What" className="max-lg:col-span-2">
          <Select key={rule} name="rule" defaultValue={rule} placeholder="All" options={rules} />
        </Field>
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
