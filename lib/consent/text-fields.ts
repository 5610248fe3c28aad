import { line, paragraphs } from '../platform/fields.ts';

const markup = /[<>]/;
const said = 'Plain text without < and >';

/** One line of plain text that must be there. Markup is refused, not escaped: what is kept is what visitors read. */
export function requiredLine(charsMax: number) {
  return line(charsMax)
    .refine((text) => text !== '', 'Say something')
    .refine((text) => !markup.test(text), said);
}

/** Several lines of it. */
export function requiredParagraphs(charsMax: number) {
  return paragraphs(charsMax)
    .refine((text) => text !== '', 'Say something')
    .refine((text) => !markup.test(text), said);
}
