import { describe, expect, it } from 'vitest';
import { mentionsOf } from '#lib/platform/mentions.ts';

const ann = mentionsOf(['ann@example.com', 'Ann Öztürk', 'con_01A']);

describe('a text is mentioned', () => {
  it.each([
    'ann@example.com',
    'Write to <ANN@Example.COM>.',
    'ann@example.com, bob@example.com',
    'with ann öztürk today',
    'mailto:ann@example.com?subject=x',
    'line\nann@example.com',
    'con_01A:',
    'ann@example.com.csv',
    'ann@example.com.PDF (1)',
  ])('in %j', (text) => {
    expect(ann.in(text)).toBe(true);
  });

  it.each([
    'joann@example.com',
    'x.ann@example.com',
    'ann@example.com.au',
    'ann@example.com.mdx',
    'ann@example.company',
    'Ann Öztürker',
    'con_01AB',
    '',
  ])('not in %j, which is another', (text) => {
    expect(ann.in(text)).toBe(false);
  });

  it('in JSON in any string and in names of members, however it is escaped, and never across them', () => {
    expect(ann.inJson('{"a":[{"b":"n\\nann@example.com"}]}')).toBe(true);
    expect(ann.inJson('{"Ann \\u00d6zt\\u00fcrk":1}')).toBe(true);
    expect(ann.inJson('["ann@example","com"]')).toBe(false);
    expect(ann.inJson('no JSON, ann@example.com')).toBe(true);
    expect(ann.inJson(null)).toBe(false);
  });

  it('also where they hold characters that regular expressions mean something by', () => {
    const odd = mentionsOf(['mary-ann+x@sub-domain.example', "o'hara/smith(1)[2]|3@a.b"]);
    expect(odd.in('To mary-ann+x@sub-domain.example.')).toBe(true);
    expect(odd.in("o'hara/smith(1)[2]|3@a.b")).toBe(true);
    expect(odd.in('mary-annnx@sub-domain.example')).toBe(false);
  });

  it('nowhere when nothing is looked for, or only what is too short to mean anybody', () => {
    expect(mentionsOf([]).in('anything')).toBe(false);
    expect(mentionsOf(['', 'x']).in('x')).toBe(false);
  });

  it('is replaced and leaves the rest as it was', () => {
    expect(ann.replacedIn('To Ann@Example.com, joann@example.com.', '[erased]')).toBe(
      'To [erased], joann@example.com.',
    );
    expect(ann.replacedInJson('{"to":"ann@example.com","n":1}', '[erased]')).toBe('{"to":"[erased]","n":1}');
    expect(mentionsOf(['a$&b']).replacedIn('a$&b', '$&')).toBe('$&');
  });
});
