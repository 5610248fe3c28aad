/**
 * HTML that is safe by how it is made: whatever is put into a template is escaped, unless it came out of one. There is no
 * other way to make an {@link Html}, and no content that was read as JSON can pass for one. CLAIMS E5.
 */

const source = Symbol('html');

/** A piece of HTML that nothing unescaped is in. */
export interface Html {
  readonly [source]: string;
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it can stand between tags and between quotation marks. */
function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (char) => escapes[char] as string);
}

function print(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') return String(piece);
  if (isList(piece)) return piece.map(print).join('');
  return piece[source];
}

function isList(piece: Html | readonly Piece[]): piece is readonly Piece[] {
  return Array.isArray(piece);
}

/**
 * A template of HTML. Values stand between tags or, always within quotation marks, in attributes; never in a tag's name,
 * in a script or in a style.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return { [source]: parts.reduce((text, part, index) => text + print(values[index - 1]) + part) };
}

/** What a browser is sent. */
export function htmlText(page: Html): string {
  return page[source];
}

/**
 * HTML that something else vouches for: our own style sheets, and what a parser that knows no raw HTML has printed. Every
 * caller says why it is safe.
 */
export function vouchedHtml(text: string): Html {
  return { [source]: text };
}

/** Lines of plain text, as lines. */
export function lines(text: string): Html {
  const each = text.split(/\r\n|\r|\n/);
  return html`${each.map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`))}`;
}

/** Plain text as paragraphs, parted by empty lines. */
export function paragraphsOf(text: string): Html {
  const each = text.split(/(?:\r\n|\r|\n)\s*(?:\r\n|\r|\n)/).filter((part) => part.trim() !== '');
  return html`${each.map((part) => html`<p>${lines(part.trim())}</p>`)}`;
}
