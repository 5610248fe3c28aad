/** What people type, in the order in which the form asks for it. No Node imports: the form's own script uses this too. */
export const typedFields = ['name', 'email', 'phone', 'company', 'message'] as const;

/** Where browsers get the form's own script, which it works without. */
export const formScriptPath = '/storefront-form.js';

export type TypedField = (typeof typedFields)[number];

export type FieldProblemKind = 'required' | 'badEmail' | 'badText';

export interface FormProblem {
  readonly field: TypedField;
  readonly kind: FieldProblemKind;
}

/** Why nothing was sent: what was typed, too much from there, nobody vouched, or our own fault. */
export type FormTrouble = 'fixFields' | 'limited' | 'notHuman' | 'failed';

/** How the form stands before its visitor. */
export type ContactOutcome =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'refused';
      readonly trouble: FormTrouble;
      /** What was typed. */
      readonly values: Readonly<Partial<Record<TypedField, string>>>;
      readonly problems: readonly FormProblem[];
    };

/** What is wrong, in the form's own words: the API says it in English alone. */
export function problemsOf(
  paths: readonly string[],
  values: Readonly<Partial<Record<TypedField, string>>>,
): readonly FormProblem[] {
  return typedFields
    .filter((field) => paths.includes(field))
    .map((field) => ({
      field,
      kind: (values[field] ?? '').trim() === '' ? 'required' : field === 'email' ? 'badEmail' : 'badText',
    }));
}

/** What a refusal of the API means to whoever sent the form. */
export function troubleOf(code: string): FormTrouble {
  if (code === 'invalid_input') return 'fixFields';
  if (code === 'rate_limited') return 'limited';
  return code === 'bot_check_failed' ? 'notHuman' : 'failed';
}
