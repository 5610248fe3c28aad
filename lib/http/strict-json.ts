import { fail } from '../platform/errors.ts';

/** Nesting deeper than this serves no request of ours, and later code may walk values by recursion. */
const depthMax = 32;
/** Members of one object. No input of ours has a tenth of it; what names them in an answer stays short. */
const membersMax = 1_000;
/** Values of a whole text, whatever holds them: a batch of a hundred records has a tenth of it. */
const valuesMax = 50_000;

const nameCharsMax = 100;

/**
 * Parses a JSON text (RFC 8259) strictly, by the rules of I-JSON (RFC 7493): a member name stands once in its object,
 * strings hold no lone surrogates, and numbers are within what a double says exactly (up to 2^53 - 1 on either side of
 * zero; what is so small that only zero would be left is refused too). `__proto__` as a member name is refused as well.
 *
 * @throws `malformed_body`, saying what is wrong, at which character, and at which path: `interactions.3.metadata`.
 */
export function parseStrictJson(text: string): unknown {
  const scanner = new JsonScanner(text);
  scanner.whole();
  return JSON.parse(text) as unknown;
}

const quote = 0x22;
const backslash = 0x5c;

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const literal = /true|false|null/y;
const hex4 = /[0-9a-fA-F]{4}/y;

/** Walks the text once and stops at the first thing that is wrong. */
class JsonScanner {
  private readonly text: string;
  private at = 0;
  private values = 0;
  /** Member names and indexes that lead to where `at` is. */
  private readonly path: (string | number)[] = [];

  constructor(text: string) {
    this.text = text;
  }

  whole(): void {
    this.space();
    this.value(1);
    if (this.at < this.text.length) this.refuse('something follows the value');
  }

  private value(depth: number): void {
    if (depth > depthMax) this.refuse(`nested deeper than ${depthMax} levels`);
    this.values += 1;
    if (this.values > valuesMax) this.refuse(`more than ${valuesMax} values`);
    switch (this.text[this.at]) {
      case '{':
        this.object(depth);
        break;
      case '[':
        this.array(depth);
        break;
      case '"':
        this.string();
        break;
      default:
        if (!this.skip(literal)) this.number();
    }
    this.space();
  }

  private object(depth: number): void {
    const names = new Set<string>();
    this.open();
    if (this.take('}')) return;
    do {
      this.space();
      const start = this.at;
      const name = this.string();
      this.path.push(name);
      if (name === '__proto__') this.refuse('this member name is not accepted', start);
      if (names.has(name)) this.refuse('this member name stands twice', start);
      if (names.size === membersMax) this.refuse(`an object has more than ${membersMax} members`, start);
      names.add(name);
      this.space();
      if (!this.take(':')) this.refuse('a colon is missing');
      this.space();
      this.value(depth + 1);
      this.path.pop();
    } while (this.take(','));
    if (!this.take('}')) this.refuse('a comma or a closing brace is missing');
  }

  private array(depth: number): void {
    this.open();
    if (this.take(']')) return;
    let index = 0;
    do {
      this.space();
      this.path.push(index);
      this.value(depth + 1);
      this.path.pop();
      index += 1;
    } while (this.take(','));
    if (!this.take(']')) this.refuse('a comma or a closing bracket is missing');
  }

  private string(): string {
    const start = this.at;
    if (!this.take('"')) this.refuse(this.at < this.text.length ? 'a string is missing' : 'the text ends too early');
    let escaped = false;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) this.refuse('a string has no end', start);
      if (code < 0x20) this.refuse('a control character stands in a string');
      this.at += 1;
      if (code === quote) break;
      if (code === backslash) {
        escaped = true;
        this.escape();
      }
    }
    if (!escaped) return this.text.slice(start + 1, this.at - 1);
    return JSON.parse(this.text.slice(start, this.at)) as string;
  }

  private escape(): void {
    const start = this.at - 1;
    const kind = this.text[this.at] ?? '';
    this.at += 1;
    if (kind !== 'u') {
      if (kind === '' || !'"\\/bfnrt'.includes(kind)) this.refuse('an escape that JSON does not know', start);
      return;
    }
    const unit = this.unit(start);
    if (unit >= 0xdc00 && unit <= 0xdfff) this.refuse('half a character', start);
    if (unit < 0xd800 || unit > 0xdbff) return;
    if (!this.text.startsWith('\\u', this.at)) this.refuse('half a character', start);
    this.at += 2;
    const low = this.unit(start);
    if (low < 0xdc00 || low > 0xdfff) this.refuse('half a character', start);
  }

  private unit(start: number): number {
    const from = this.at;
    if (!this.skip(hex4)) this.refuse('an escape that JSON does not know', start);
    return Number.parseInt(this.text.slice(from, this.at), 16);
  }

  private number(): void {
    const start = this.at;
    if (start >= this.text.length) this.refuse('the text ends too early');
    if (!this.skip(number)) this.refuse('this is no JSON value');
    const raw = this.text.slice(start, this.at);
    const value = Number(raw);
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) this.refuse('this number is too large', start);
    if (value === 0 && /^[^eE]*[1-9]/.test(raw)) this.refuse('this number is too close to zero', start);
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private open(): void {
    this.at += 1;
    this.space();
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private refuse(what: string, at = this.at): never {
    const before = this.text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    const path = this.path.map((step) => String(step).slice(0, nameCharsMax)).join('.');
    throw fail('malformed_body', {
      message: `The body is not acceptable JSON: ${what}, at position ${at} (line ${line}, column ${column}).`,
      ...(path === '' ? {} : { problems: [{ path, message: what }] }),
    });
  }
}
