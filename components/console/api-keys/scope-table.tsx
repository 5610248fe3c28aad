'use client';

import { useId } from 'react';
import { useFormStatusOf } from '../../forms/action-form.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldError } from '../../ui/field.tsx';
import { Radio } from '../../ui/radio.tsx';
import type { ScopeOffer } from './key-types.ts';
import { everyScope, type ScopeGroup, scopeGroups } from './scope-text.ts';

export type ScopeChoice = 'all' | 'some';

export interface ScopeTableProps {
  scopes: readonly ScopeOffer[];
  choice: ScopeChoice;
  onChoice: (choice: ScopeChoice) => void;
  /** Names of the chosen scopes while `choice` is `some`. */
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
}

/** Chooses what a key may do: all of it, or reading and writing by kind of thing. Form field `scopes`, once for each. */
export function ScopeTable({ scopes, choice, onChoice, chosen, onChosen }: ScopeTableProps) {
  const id = useId();
  const { state } = useFormStatusOf();
  const error = state.fieldErrors?.scopes;
  const groups = scopeGroups(scopes);
  const reads = scopes.filter((scope) => scope.name.endsWith(':read')).map((scope) => scope.name);

  function set(name: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(name);
    else next.delete(name);
    onChosen(next);
  }

  return (
    <fieldset className="grid min-w-0 gap-2.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="text-sm font-medium text-ink">What it may do</legend>
      <div className="mt-2 grid gap-2">
        <Radio
          name={`${id}-choice`}
          checked={choice === 'some'}
          onChange={() => onChoice('some')}
          label="Only what I choose"
          hint="Give a key what its program needs, and no more."
        />
        <Radio
          name={`${id}-choice`}
          checked={choice === 'all'}
          onChange={() => onChoice('all')}
          label="Everything a key can do"
          hint="Also what later versions add. Deciding about people, keys and the organisation stays with people."
        />
      </div>
      {choice === 'all' ? <input type="hidden" name="scopes" value={everyScope} /> : null}
      {choice === 'some' ? (
        <div className="overflow-hidden rounded-md border border-line">
          <table className="w-full border-separate border-spacing-0 text-sm">
            <caption className="sr-only">Scopes of the key</caption>
            <thead>
              <tr className="text-xs text-ink-3 [&>th]:h-8 [&>th]:border-b [&>th]:border-line [&>th]:bg-sunken [&>th]:font-medium">
                <th scope="col" className="px-3 text-left">
                  Thing
                </th>
                <th scope="col" className="w-16 text-center">
                  Read
                </th>
                <th scope="col" className="w-16 text-center">
                  Write
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <GroupRow key={group.thing} group={group} chosen={chosen} onSet={set} />
              ))}
            </tbody>
          </table>
          <div className="flex flex-wrap items-center gap-x-1 border-t border-line bg-sunken px-2 py-1 text-xs">
            <PresetButton onClick={() => onChosen(new Set(reads))}>Read everything</PresetButton>
            <PresetButton onClick={() => onChosen(new Set(scopes.map((scope) => scope.name)))}>Select all</PresetButton>
            <PresetButton onClick={() => onChosen(new Set())}>Clear</PresetButton>
            <span role="status" className="ml-auto px-1 text-ink-3 tabular-nums">
              {chosen.size} of {scopes.length} chosen
            </span>
          </div>
        </div>
      ) : null}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}

interface GroupRowProps {
  group: ScopeGroup;
  chosen: ReadonlySet<string>;
  onSet: (name: string, on: boolean) => void;
}

function GroupRow({ group, chosen, onSet }: GroupRowProps) {
  return (
    <tr className="group [&>*]:border-b [&>*]:border-line last:[&>*]:border-0">
      <th scope="row" className="px-3 py-2 text-left font-normal">
        <span className="block text-ink">{group.title}</span>
        {group.others.map((scope) => (
          <span key={scope.name} className="mt-1.5 block">
            <ScopeBox scope={scope} chosen={chosen} onSet={onSet} />
          </span>
        ))}
      </th>
      {[group.read, group.write].map((scope, column) => (
        <td key={scope?.name ?? `none-${column}`} className="py-2 align-top">
          {scope ? (
            <ScopeBox scope={scope} chosen={chosen} onSet={onSet} hideLabel />
          ) : (
            <span className="block text-center text-ink-3">
              <span aria-hidden="true">–</span>
              <span className="sr-only">Not for keys</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

function ScopeBox({
  scope,
  chosen,
  onSet,
  hideLabel = false,
}: Omit<GroupRowProps, 'group'> & { scope: ScopeOffer; hideLabel?: boolean | undefined }) {
  return (
    <Checkbox
      name="scopes"
      value={scope.name}
      checked={chosen.has(scope.name)}
      onChange={(event) => onSet(scope.name, event.currentTarget.checked)}
      label={scope.title}
      hideLabel={hideLabel}
      className={hideLabel ? 'justify-center gap-0' : undefined}
    />
  );
}

function PresetButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="h-6 rounded-xs px-1.5 font-medium text-ink-2 hover:bg-hover hover:text-ink"
    >
      {children}
    </button>
  );
}
