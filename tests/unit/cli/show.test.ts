import { describe, expect, test } from 'vitest';
import { showAnswer } from '../../../cli/api/show.ts';
import { printable, printableJson } from '../../../cli/terminal.ts';

describe('an answer for people', () => {
  test('is a line for each member, and holds nothing that steers a terminal', () => {
    expect(showAnswer({ id: 'con_1', name: 'x\u001b]0;y\u0007\u202e', tags: ['a'], none: null })).toBe(
      'id    con_1\nname  x\\u{1b}]0;y\\u{7}\\u{202e}\ntags  a\nnone\n',
    );
  });

  test('spells out the members of a member, and lists of words', () => {
    const answer = { user: { email: 'ada@example.com', 'a\u001b': { deep: 1 } }, scopes: ['a', 'b'], empty: {} };
    expect(showAnswer(answer)).toBe(
      'user.email    ada@example.com\nuser.a\\u{1b}  {"deep":1}\nscopes        a, b\nempty         {}\n',
    );
  });

  test('is a table of what tells rows apart', () => {
    const rows = [1, 2].map((n) => ({ id: `con_${n}`, nothing: null, deep: { a: 1 }, name: `n${n}` }));
    expect(showAnswer({ data: rows, nextCursor: null })).toBe('id     name\ncon_1  n1\ncon_2  n2\n');
    expect(showAnswer({ data: rows, nextCursor: 'c' })).toContain('More: --cursor c, or --all.');
    expect(showAnswer({ data: [], nextCursor: null })).toBe('There are none.\n');
  });

  test('is a word where there is no content', () => {
    expect(showAnswer(undefined)).toBe('Done.\n');
  });
});

describe('what is printed', () => {
  test('keeps its lines and steers no terminal, whoever wrote it', () => {
    expect(printable('a\nb\u001b[2J\r\u009b1m\u202ec\n')).toBe('a\nb\\u{1b}[2J\\u{d}\\u{9b}1m\\u{202e}c\n');
  });

  test('as JSON says the same and steers no terminal: neither by what JSON escapes nor by what it does not', () => {
    const value = { 'k\u009b': ['\u001b', '\u007f', '\u009b1m', '\u202e', '\ufeff', 'ü 🙂', '\\u009b'] };
    const text = printableJson(value, 2);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202e\ufeff]/u);
    expect(JSON.parse(text)).toEqual(value);
    expect(printableJson(undefined)).toBe('null');
  });
});
