'use client';

import { useId, useState } from 'react';
import type { DuplicateRule, ImportTarget } from '#lib/crm/import/schema.ts';
import { ActionForm, FormProblem, useFormStatusOf } from '../../forms/action-form.tsx';
import type { FormAction } from '../../forms/form-state.ts';
import { SubmitButton } from '../../forms/submit-button.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { FieldGroup } from '../../ui/field.tsx';
import { Radio } from '../../ui/radio.tsx';
import { Select } from '../../ui/select.tsx';
import { allTargets, type ImportPreviewItem, targetWords } from './import-words.tsx';

export interface ColumnMappingProps {
  /** The organisation's slug. */
  org: string;
  importId: string;
  columns: ImportPreviewItem['columns'];
  duplicates: DuplicateRule;
  /** Targets that several columns may have. */
  sharedTargets: readonly ImportTarget[];
  /** Without a column for one of these no row could become a contact. */
  identifyingTargets: readonly ImportTarget[];
  /** Form fields `org`, `id`, `targets` (one for each column, in order), `duplicates`; goes on to the check. */
  mapAction: FormAction;
}

/** Says where each column of the file goes, and what happens to people who are known already. */
export function ColumnMapping(props: ColumnMappingProps) {
  const { org, importId, columns, duplicates, sharedTargets, identifyingTargets, mapAction } = props;
  const [targets, setTargets] = useState<readonly ImportTarget[]>(() => columns.map((column) => column.target));
  const [notice, setNotice] = useState('');

  function choose(index: number, target: ImportTarget) {
    const header = (at: number) => columns[at]?.header ?? '';
    const earlier = sharedTargets.includes(target)
      ? -1
      : targets.findIndex((other, at) => other === target && at !== index);
    setTargets(targets.map((other, at) => (at === index ? target : at === earlier ? 'custom' : other)));
    setNotice(
      earlier < 0
        ? ''
        : `${targetWords[target]} now comes from “${header(index)}”; “${header(earlier)}” becomes a custom field.`,
    );
  }

  const identifying = targets.some((target) => identifyingTargets.includes(target));
  return (
    <ActionForm action={mapAction} hidden={{ org, id: importId }}>
      {targets.map((target, index) => (
        <input key={columns[index]?.header} type="hidden" name="targets" value={target} />
      ))}
      <div className="grid gap-6">
        <FormProblem />
        <Card
          flush
          title="Columns"
          description="Where each column of the file goes. Known names were matched; correct what is wrong."
        >
          <MappingSummary targets={targets} notice={notice} />
          <table className="w-full border-separate border-spacing-0 text-sm max-sm:block">
            <caption className="sr-only">Columns of the file and where they go</caption>
            <thead className="max-sm:sr-only">
              <tr className="text-left text-xs text-ink-3 [&>th]:h-9 [&>th]:border-b [&>th]:border-line [&>th]:bg-sunken [&>th]:px-3 [&>th]:font-medium">
                <th scope="col" className="w-[26%] sm:!pl-5">
                  Column
                </th>
                <th scope="col">Values</th>
                <th scope="col" className="w-[30%]">
                  Goes to
                </th>
                <th scope="col" className="w-28 sm:!pr-5">
                  <span className="sr-only">State</span>
                </th>
              </tr>
            </thead>
            <tbody className="max-sm:block">
              {columns.map((column, index) => (
                <ColumnRow
                  key={column.header}
                  column={column}
                  index={index}
                  target={targets[index] ?? 'ignore'}
                  onTarget={(target) => choose(index, target)}
                />
              ))}
            </tbody>
          </table>
        </Card>
        <Duplicates chosen={duplicates} hasEmail={targets.includes('email')} />
        <div className="flex justify-end">
          <SubmitButton
            disabledReason={
              identifying ? undefined : 'Map at least one column to a name, a company or an e-mail address first.'
            }
          >
            Check the rows
          </SubmitButton>
        </div>
      </div>
    </ActionForm>
  );
}

interface ColumnRowProps {
  column: ImportPreviewItem['columns'][number];
  index: number;
  target: ImportTarget;
  onTarget: (target: ImportTarget) => void;
}

function ColumnRow({ column, index, target, onTarget }: ColumnRowProps) {
  const { state } = useFormStatusOf();
  const id = useId();
  const error = state.fieldErrors?.[`targets.${index}`];
  return (
    <tr
      className={cn(
        'group max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:gap-y-2 max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-3.5 max-sm:last:border-0',
        'sm:[&>*]:border-b sm:[&>*]:border-line sm:[&>*]:px-3 sm:[&>*]:py-2.5 sm:last:[&>*]:border-0',
        target === 'ignore' && 'text-ink-3',
      )}
    >
      <th
        scope="row"
        id={`${id}-header`}
        className={cn(
          'text-left font-medium [overflow-wrap:anywhere] sm:!pl-5',
          target === 'ignore' ? 'text-ink-3' : 'text-ink',
        )}
      >
        {column.header}
      </th>
      <td className="max-sm:order-3 max-sm:col-span-2">
        {column.samples.length === 0 ? (
          <span className="text-xs text-ink-3">No values in the first rows</span>
        ) : (
          <ul aria-label={`Values of ${column.header}`} className="flex flex-wrap gap-1">
            {column.samples.map((sample) => (
              <li
                key={sample}
                className="max-w-52 truncate rounded-xs border border-line bg-sunken px-1.5 text-xs leading-5 text-ink-2"
                title={sample}
              >
                {sample}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className="max-sm:order-4 max-sm:col-span-2">
        <Select
          aria-label={`Where ${column.header} goes`}
          value={target}
          onValueChange={(next) => onTarget(next as ImportTarget)}
          options={allTargets.map((name) => ({ value: name, label: targetWords[name] }))}
        />
        {error ? (
          <p role="alert" className="mt-1 text-xs font-medium text-danger-ink">
            {error}
          </p>
        ) : null}
      </td>
      <td className="max-sm:order-2 sm:!pr-5 sm:text-right">
        <TargetBadge target={target} changed={target !== column.target} />
      </td>
    </tr>
  );
}

function TargetBadge({ target, changed }: { target: ImportTarget; changed: boolean }) {
  if (target === 'ignore') return <Badge>Ignored</Badge>;
  if (changed) return <Badge tone="brand">Changed</Badge>;
  if (target === 'custom') return <Badge tone="info">Custom</Badge>;
  return <Badge tone="ok">Matched</Badge>;
}

function MappingSummary({ targets, notice }: { targets: readonly ImportTarget[]; notice: string }) {
  const custom = targets.filter((target) => target === 'custom').length;
  const ignored = targets.filter((target) => target === 'ignore').length;
  const fields = targets.length - custom - ignored;
  return (
    <div className="border-b border-line px-4 py-2.5 text-sm text-ink-2 sm:px-5">
      <p>
        <strong className="font-semibold text-ink">{fields}</strong> to fields,{' '}
        <strong className="font-semibold text-ink">{custom}</strong> to custom fields,{' '}
        <strong className="font-semibold text-ink">{ignored}</strong> not imported
      </p>
      <p role="status" className="text-warn-ink empty:hidden">
        {notice}
      </p>
    </div>
  );
}

function Duplicates({ chosen, hasEmail }: { chosen: DuplicateRule; hasEmail: boolean }) {
  return (
    <Card
      title="People you know already"
      description="Recognised by their e-mail address, in your contacts and in the file."
    >
      <FieldGroup legend={<span className="sr-only">When the e-mail address is known</span>}>
        <Radio
          name="duplicates"
          value="skip"
          defaultChecked={chosen === 'skip'}
          label="Leave them as they are"
          hint="The row is skipped."
        />
        <Radio
          name="duplicates"
          value="update"
          defaultChecked={chosen === 'update'}
          label="Update them from the file"
          hint="What the row says replaces what is there; empty cells change nothing."
        />
      </FieldGroup>
      {hasEmail ? null : (
        <Callout tone="warn" className="mt-4">
          No column goes to the e-mail address, so nobody can be recognised: every row becomes a new contact.
        </Callout>
      )}
    </Card>
  );
}
