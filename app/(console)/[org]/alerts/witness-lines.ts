import { textOf } from '../form-text.ts';

/** Witnesses as they are typed: one a line, its address, white space, its key. What is missing is refused by the operation. */
export function witnessLines(form: FormData): { readonly url: string; readonly vkey: string }[] {
  return textOf(form, 'witnesses')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([url]) => url !== undefined && url !== '')
    .map(([url = '', vkey = '']) => ({ url, vkey: vkey === '' ? '-' : vkey }));
}
