import { textOf } from '../form-text.ts';

/** What the field holds as JSON; the text itself when it holds none, for the operation to refuse. */
export function settingsInput(form: FormData): unknown {
  const text = textOf(form, 'settings');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function versionInput(form: FormData): number {
  return Number(textOf(form, 'version'));
}
