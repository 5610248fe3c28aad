'use client';

import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, use, useId } from 'react';
import { cn } from './cn.ts';

interface FieldWiring {
  controlId: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldWiring | null>(null);

/** The wiring of the enclosing `Field`: ids by React, so label, hint and error are tied together in the first HTML already. */
export function useField(): FieldWiring | null {
  return use(FieldContext);
}

export interface ControlProps {
  id?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
  'aria-required'?: true | undefined;
}

/** Props for a native control, from the enclosing `Field` when there is one. */
export function useControlProps(id?: string): ControlProps {
  const field = use(FieldContext);
  if (!field) return { id };
  return {
    id: id ?? field.controlId,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
    'aria-required': field.required || undefined,
  };
}

export interface FieldProps {
  label: ReactNode;
  /** Help that stands under the label at all times. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. Its presence marks the control invalid. */
  error?: string | undefined;
  required?: boolean | undefined;
  /** Says "Optional" beside the label; use it where most fields are required. */
  optional?: boolean | undefined;
  hideLabel?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** One labelled control with its hint and its error. */
export function Field({ label, hint, error, required, optional, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ') || undefined;
  return (
    <FieldContext
      value={{
        controlId: `${id}-control`,
        labelId: `${id}-label`,
        describedBy,
        invalid: Boolean(error),
        required: Boolean(required),
      }}
    >
      <div className={cn('grid min-w-0 content-start gap-1.5', className)}>
        <label
          id={`${id}-label`}
          htmlFor={`${id}-control`}
          className={cn('flex items-baseline gap-2 text-sm font-medium text-ink', hideLabel && 'sr-only')}
        >
          {label}
          {optional ? <span className="text-xs font-normal text-ink-3">Optional</span> : null}
        </label>
        {children}
        {hint ? (
          <p id={hintId} className="text-xs text-ink-3">
            {hint}
          </p>
        ) : null}
        <FieldError id={errorId} error={error} />
      </div>
    </FieldContext>
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p id={id} className="flex items-start gap-1.5 text-xs font-medium text-danger-ink">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      {error}
    </p>
  );
}

export interface FieldGroupProps {
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** Several controls under one legend: radio buttons, check boxes, an address. */
export function FieldGroup({ legend, hint, error, className, children }: FieldGroupProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset className={cn('grid min-w-0 gap-2', className)} aria-describedby={describedBy}>
      <legend className={cn('text-sm font-medium text-ink', hint ? 'mb-0.5' : 'mb-2')}>{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      ) : null}
      {children}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
