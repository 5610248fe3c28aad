import { describe, expect, it } from 'vitest';
import { remembered } from '#lib/platform/remembered.ts';

describe('what is remembered', () => {
  it('is worked out once for each key, from that key', () => {
    let worked = 0;
    const ask = remembered<string>(2);
    const work = (key: string) => {
      worked += 1;
      return key.toUpperCase();
    };
    expect([ask('a', work), ask('a', work), ask('b', work)]).toEqual(['A', 'A', 'B']);
    expect(worked).toBe(2);
  });

  it('is as much as was said, and what was not asked for longest goes first', () => {
    const worked: string[] = [];
    const ask = remembered<string>(2);
    const work = (key: string) => {
      worked.push(key);
      return key;
    };
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) ask(key, work);
    expect(worked).toEqual(['a', 'b', 'c', 'b']);
  });

  it('is no more than so many characters of keys, however few they are', () => {
    const worked: string[] = [];
    const ask = remembered<string>(100, 10);
    const work = (key: string) => {
      worked.push(key);
      return key;
    };
    const [five, six, eleven] = ['a'.repeat(5), 'b'.repeat(6), 'c'.repeat(11)];
    for (const key of [five, six, six, five, five]) ask(key, work);
    expect(worked).toEqual([five, six, five]);
    for (const key of [eleven, eleven]) expect(ask(key, work)).toBe(eleven);
    expect(worked).toEqual([five, six, five, eleven, eleven]);
    for (const key of ['d', 'd', 'e', 'd']) ask(key, work);
    expect(worked.slice(5)).toEqual(['d', 'e']);
  });

  it('is nothing of work that failed', () => {
    const ask = remembered<number>(2);
    expect(() =>
      ask('a', () => {
        throw new Error('not now');
      }),
    ).toThrow('not now');
    expect(ask('a', () => 1)).toBe(1);
  });
});
