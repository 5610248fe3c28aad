import { describe, expect, it } from 'vitest';
import { brokenCode, codeRules, controlUsers } from './support/code-rules.ts';
import { parseModule, productModules } from './support/modules.ts';

const modules = productModules();

describe('every module of the product keeps the conventions', () => {
  it.each(codeRules.map((rule) => [rule.says, rule] as const))('%s', (_says, rule) => {
    expect(brokenCode(modules, [rule])).toEqual([]);
  });

  it('every exception is still needed', () => {
    const [, control] = codeRules;
    for (const path of Object.keys(controlUsers)) {
      const module = modules.find((candidate) => candidate.path === path);
      expect(module, path).toBeDefined();
      expect(control?.find(module as (typeof modules)[number]).length, path).toBeGreaterThan(0);
    }
  });
});

const samples: Record<
  string,
  { readonly bad: readonly string[]; readonly good: readonly string[]; readonly path?: string }
> = {
  'only lib/platform/env.ts': {
    bad: [
      'const x = process.env.HOME',
      "const x = process['env']",
      'const { env } = process',
      "import { env } from 'node:process'",
      'const x = import.meta.env',
      'const x = process.env.NODE_ENV',
    ],
    good: ['const x = process.pid', '// process.env', "const x = 'process.env'"],
  },
  'only identity, keys': {
    bad: [
      'ctx.directory.write()',
      'runtime().tenancy.control.get()',
      'const { directory } = ctx',
      'const { control: c } = rt.tenancy',
    ],
    good: ['ctx.db.get()', "const control = 'x'"],
  },
  'our errors are recognised': { bad: ['if (e instanceof HoldfastError) f()'], good: ['if (isHoldfastError(e)) f()'] },
  'errors are made': { bad: ["throw new HoldfastError('internal')"], good: ["throw fail('internal')"] },
  'no default exports': { bad: ['export default 1', 'export default function f() {}'], good: ['export const x = 1'] },
  'no enums': { bad: ['enum A { B }', 'namespace A { export const b = 1 }'], good: ['const a = { b: 1 } as const'] },
  'no any': {
    bad: ['let x: any', 'const x = y as any', '// @ts-ignore'],
    good: ['let x: unknown', "const any = 'any'"],
  },
  'the clock tells': {
    bad: ['new Date()', 'Date.now()'],
    good: ['new Date(text)', 'Date.parse(text)'],
    path: 'lib/crm/x.ts',
  },
};

describe('each convention finds what breaks it', () => {
  it.each(codeRules.map((rule) => [rule.says, rule] as const))('%s', (says, rule) => {
    const name = Object.keys(samples).find((start) => says.startsWith(start));
    const sample = samples[name ?? ''];
    if (sample === undefined) throw new Error(`no sample for: ${says}`);
    const found = (source: string) => brokenCode([parseModule(sample.path ?? 'lib/crm/contacts/x.ts', source)], [rule]);
    for (const source of sample.bad) expect(found(source).length, source).toBeGreaterThan(0);
    for (const source of sample.good) expect(found(source), source).toEqual([]);
  });
});
