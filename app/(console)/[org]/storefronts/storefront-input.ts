import { textOf } from '../form-text.ts';

/** The content that the editor sends, as JSON in one field; nothing when it is none, which the operation refuses. */
export function draftOf(form: FormData): unknown {
  try {
    return JSON.parse(textOf(form, 'draft'));
  } catch {
    return undefined;
  }
}

/** The version that an edit was made on. */
export function versionOf(form: FormData): { readonly version?: string } {
  const version = textOf(form, 'version');
  return version === '' ? {} : { version };
}

export function domainId(form: FormData): { readonly id: unknown; readonly domainId: unknown } {
  return { id: form.get('id'), domainId: form.get('domainId') };
}
