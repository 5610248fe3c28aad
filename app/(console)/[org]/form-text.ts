/** A field's text; empty when it is missing or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** A field's text, or null when there is none: removes the value. */
export function textOrNull(form: FormData, name: string): string | null {
  return textOf(form, name).trim() === '' ? null : textOf(form, name);
}

/** The named text fields that the form has; fields that it does not have stay as they are. */
export function givenTexts(form: FormData, names: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(names.filter((name) => form.has(name)).map((name) => [name, textOrNull(form, name)]));
}
