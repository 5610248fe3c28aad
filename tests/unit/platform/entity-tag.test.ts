import { describe, expect, it } from 'vitest';
import { matchesStrongly, matchesWeakly, parseEntityTags, strongTag, weakTag } from '#lib/platform/entity-tag.ts';

describe('entity tags', () => {
  it('are the same for the same text alone', () => {
    expect(strongTag('{"a":1}')).toBe(strongTag('{"a":1}'));
    expect(strongTag('{"a":1}')).not.toBe(strongTag('{"a":2}'));
    expect(strongTag('x')).toMatch(/^"[\w-]{22}"$/);
    expect(weakTag('x')).toBe(`W/${strongTag('x')}`);
  });

  it.each([
    ['*', '*'],
    ['"a"', ['"a"']],
    [' "a" , W/"b","" ', ['"a"', 'W/"b"', '""']],
    ['"a,b", "c"', ['"a,b"', '"c"']],
    ['', null],
    ['a', null],
    ['"a', null],
    ['w/"a"', null],
    ['"a" "b"', null],
    ['"a",', null],
    ['*, "a"', null],
    ['"a b"', null],
  ])('%j is read as %j', (value, tags) => {
    expect(parseEntityTags(value)).toEqual(tags);
  });

  // RFC 9110, section 8.8.3.2.
  it.each([
    ['W/"1"', 'W/"1"', false, true],
    ['W/"1"', 'W/"2"', false, false],
    ['W/"1"', '"1"', false, true],
    ['"1"', 'W/"1"', false, true],
    ['"1"', '"1"', true, true],
    ['"0", "1"', '"1"', true, true],
    ['*', 'W/"1"', true, true],
  ])('%s against %s: strongly %s, weakly %s', (listed, current, strongly, weakly) => {
    const tags = parseEntityTags(listed) ?? [];
    expect(matchesStrongly(tags, current)).toBe(strongly);
    expect(matchesWeakly(tags, current)).toBe(weakly);
  });
});
