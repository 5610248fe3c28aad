import { describe, expect, test } from 'vitest';
import { internalBlocks, readEnvironment } from '#lib/platform/env.ts';
import { productionProblems } from '#lib/platform/production-problems.ts';

describe('where internal calls may come from', () => {
  test('this machine in local mode and nowhere in production, if nothing is set', () => {
    expect(internalBlocks(readEnvironment({}))).toEqual(['127.0.0.0/8', '::1']);
    expect(internalBlocks(readEnvironment({ HOLDFAST_ENV: 'production' }))).toEqual([]);
  });

  test('what is set, and nothing beside it', () => {
    const env = readEnvironment({ INTERNAL_ADDRESSES: ' 10.0.0.7/8, ::ffff:192.0.2.1 ,2001:db8::/32' });
    expect(internalBlocks(env)).toEqual(['10.0.0.0/8', '192.0.2.1', '2001:db8::/32']);
  });

  test.each(['10.0.0.0/33', 'localhost', '10.0.0.0/8,,', '10.0.0', '*'])('%s is refused at the start', (text) => {
    expect(() => readEnvironment({ INTERNAL_ADDRESSES: text })).toThrow(/INTERNAL_ADDRESSES/);
  });

  test('production refuses a block that holds every address', () => {
    const problems = (text: string) =>
      productionProblems(readEnvironment({ HOLDFAST_ENV: 'production', INTERNAL_ADDRESSES: text })).map(
        ({ setting }) => setting,
      );
    expect(problems('0.0.0.0/0')).toContain('INTERNAL_ADDRESSES');
    expect(problems('10.0.0.0/8, ::/0')).toContain('INTERNAL_ADDRESSES');
    expect(problems('10.0.0.0/8')).not.toContain('INTERNAL_ADDRESSES');
  });
});
