import { describe, expect, it } from 'vitest';
import type { Operation } from '#lib/access/operation.ts';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { refusalsOf } from '#lib/contract/refusals.ts';
import { fieldSamples, fileSamples, inputSamples, schemaSamples } from '#lib/contract/samples.ts';
import { schemaNames } from '#lib/contract/schema-names.ts';
import { isKnownSection } from '#lib/contract/sections.ts';
import type { ErrorCode } from '#lib/platform/errors.ts';
import { operations } from '#lib/registry.ts';
import { projectRoot } from '../support/data-folder.ts';
import { knownModules } from './support/import-rules.ts';
import { productModules, readProjectFile } from './support/modules.ts';

const routed = operations.filter((op) => op.http !== undefined);
const names = new Set(operations.map(({ name }) => name));
const today = openApiDocument(operations);

/** Errors that callers of this door never see, or that every operation can be answered with. */
const notOwn: ReadonlySet<string> = new Set(['internal']);

describe('what the contract says beside the declarations', () => {
  it('names the schemas of every module that holds some', () => {
    const named = readProjectFile('lib/contract/schema-names.ts');
    const missing = productModules()
      .map(({ path }) => path)
      .filter((path) => /^lib\/.+\/schema\.ts$/.test(path))
      .filter((path) => !named.includes(`'../${path.slice('lib/'.length)}'`));
    expect(missing).toEqual([]);
    expect(schemaNames().size).toBeGreaterThan(60);
  });

  it('has a part for every operation, and speaks of no others', () => {
    expect(routed.map(({ name }) => name.split('.')[0] ?? '').filter((things) => !isKnownSection(things))).toEqual([]);
    const told = [...Object.keys(inputSamples), ...Object.keys(fileSamples)];
    expect(told.filter((name) => !names.has(name))).toEqual([]);
  });

  it('has no sample that no schema uses', () => {
    const text = JSON.stringify(today.components.schemas);
    const unused = Object.keys(fieldSamples).filter((field) => !text.includes(`"${field}":`));
    expect(unused).toEqual([]);
    const owners = new Set(Object.keys(schemaSamples).map((name) => name.split('.')[0] ?? ''));
    expect([...owners].filter((owner) => !(owner in today.components.schemas))).toEqual([]);
  });

  it('tells every error that the module of an operation throws: what does not follow from its declaration stands in `refuses`', async () => {
    const byPath = new Map(productModules().map((module) => [module.path, module.source]));
    const missing: string[] = [];
    for (const path of knownModules(productModules()).operations) {
      if (path === 'lib/access/operation.ts') continue;
      const exported = Object.values((await import(`${projectRoot}/${path}`)) as Record<string, unknown>);
      const declared = exported.filter((value): value is Operation => routed.includes(value as Operation));
      const thrown = [...(byPath.get(path) ?? '').matchAll(/\bfail\('(\w+)'/g)].map(([, code]) => code as ErrorCode);
      // Where a module holds several operations, any of them may be meant.
      const told = new Set(declared.flatMap(refusalsOf));
      if (declared.length === 0) continue;
      missing.push(...thrown.filter((code) => !told.has(code) && !notOwn.has(code)).map((code) => `${path}: ${code}`));
    }
    expect(missing).toEqual([]);
  });
});
