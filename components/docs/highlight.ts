/** The kinds of text that code is made of, as far as colours tell them apart. */
export type TokenKind = 'plain' | 'comment' | 'text' | 'word' | 'number' | 'name';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

export type CodeLanguage = 'shell' | 'typescript' | 'python' | 'json' | 'http';

interface Grammar {
  readonly comment: RegExp | null;
  readonly string: RegExp;
  readonly words: ReadonlySet<string>;
}

const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;

const grammars: Readonly<Record<CodeLanguage, Grammar>> = {
  // Texts of a shell run over lines: bodies are written that way.
  shell: { comment: /#[^\n]*/y, string: /"(?:[^"\\]|\\[\s\S])*"|'[^']*'/y, words: new Set(['curl', 'export', 'echo']) },
  typescript: {
    comment: /\/\/[^\n]*/y,
    string: quoted,
    words: new Set([
      ...['import', 'from', 'const', 'new', 'await', 'for', 'of', 'if', 'else', 'try', 'catch', 'throw', 'true'],
      ...['false', 'null', 'instanceof', 'return', 'async', 'function'],
    ]),
  },
  python: {
    comment: /#[^\n]*/y,
    string: quoted,
    words: new Set([
      'import',
      'from',
      'with',
      'as',
      'for',
      'in',
      'if',
      'try',
      'except',
      'True',
      'False',
      'None',
      'print',
    ]),
  },
  json: { comment: null, string: quoted, words: new Set(['true', 'false', 'null']) },
  http: { comment: null, string: quoted, words: new Set(['HTTP', 'GET', 'POST', 'PATCH', 'DELETE']) },
};

const number = /-?\d+(?:[._]\d+)*(?![\w-])/y;
const word = /[A-Za-z_$][\w$]*/y;
const other = /\s+|[^\w\s"'#/$-]+|[\s\S]/y;

/** Cuts code into tokens whose texts joined are the code. Quick and good enough to read by: it colours, nothing more. */
export function tokensOf(code: string, language: CodeLanguage): Token[] {
  const { comment, string, words } = grammars[language];
  const tokens: Token[] = [];
  const push = (kind: TokenKind, text: string) => {
    const last = tokens.at(-1);
    if (last?.kind === kind) tokens[tokens.length - 1] = { kind, text: last.text + text };
    else tokens.push({ kind, text });
  };
  for (let at = 0; at < code.length; ) {
    const found = (pattern: RegExp | null) => {
      if (pattern === null) return undefined;
      pattern.lastIndex = at;
      return pattern.exec(code)?.[0];
    };
    const [kind, text] = nextToken(found, { comment, string, words });
    // In JSON a text before a colon is a name.
    const isName =
      kind === 'text' && language === 'json' && /^\s*:/.test(code.slice(at + text.length, at + text.length + 4));
    push(isName ? 'name' : kind, text);
    at += text.length;
  }
  return tokens;
}

function nextToken(
  found: (pattern: RegExp | null) => string | undefined,
  { comment, string, words }: Grammar,
): readonly [TokenKind, string] {
  const remark = found(comment);
  if (remark !== undefined) return ['comment', remark];
  const text = found(string);
  if (text !== undefined) return ['text', text];
  const digits = found(number);
  if (digits !== undefined) return ['number', digits];
  const name = found(word);
  if (name !== undefined) return [words.has(name) ? 'word' : 'plain', name];
  return ['plain', found(other) ?? ''];
}
