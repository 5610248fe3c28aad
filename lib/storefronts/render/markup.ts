import MarkdownIt from 'markdown-it';
import { type Html, vouchedHtml } from './html.ts';

/** More depth is no text that anybody reads. */
const nestingMax = 20;
const headingLast = 6;

/**
 * A small part of CommonMark: paragraphs, headings, lists, emphasis and links. Raw HTML is text; there are no pictures, and
 * links lead to https and mail addresses alone.
 */
const parser = new MarkdownIt('zero', { html: false, linkify: false, typographer: false, breaks: true });
parser.enable(['heading', 'lheading', 'list', 'emphasis', 'link', 'autolink', 'escape', 'entity', 'newline']);
parser.options.maxNesting = nestingMax;
parser.validateLink = (url) => /^(?:https:\/\/[^\s/?#\\]|mailto:[^\s])/i.test(url);
parser.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'nofollow noopener');
  return self.renderToken(tokens, index, options);
};
// The page has its one h1 already, and no step of the outline is left out.
parser.core.ruler.push('outline', (state) => {
  let last = 1;
  const open: number[] = [];
  for (const token of state.tokens) {
    if (token.type === 'heading_open') {
      last = Math.min(Number(token.tag.slice(1)) + 1, last + 1, headingLast);
      open.push(last);
      token.tag = `h${last}`;
    } else if (token.type === 'heading_close') {
      token.tag = `h${open.pop() ?? last}`;
    }
  }
});

/** The HTML of a text in markup. markdown-it escapes whatever is no markup that it knows. */
export function markup(text: string): Html {
  return vouchedHtml(parser.render(text));
}

/** The beginning of a text without its markup, on one line, for descriptions. */
export function plainBeginning(text: string, charsMax: number): string {
  const blocks = parser
    .parse(text, {})
    .map(({ children }) =>
      (children ?? []).map(({ type, content }) => (/^(?:soft|hard)break$/.test(type) ? ' ' : content)).join(''),
    );
  const words = blocks.join(' ').replace(/\s+/g, ' ').trim();
  if (words.length <= charsMax) return words;
  const cut = words.slice(0, charsMax);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), charsMax / 2)).trimEnd()}…`;
}
