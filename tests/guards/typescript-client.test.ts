import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { operations } from '#lib/registry.ts';
import { clientOperations } from '../../scripts/client/client-operations.ts';
import { typeText } from '../../scripts/client/type-text.ts';
import { projectRoot } from '../support/data-folder.ts';
import { runProgram } from '../support/run-program.ts';
import { filesBelow, parseModule, readProjectFile } from './support/modules.ts';

const folder = 'clients/typescript';

describe('the package of the TypeScript client', () => {
  let built: string;

  beforeAll(() => {
    built = mkdtempSync(join(tmpdir(), 'holdfast-client-'));
  });

  afterAll(() => {
    rmSync(built, { recursive: true, force: true });
  });

  it('depends on nothing: no package, no part of Node, no file of the server', () => {
    const { dependencies, peerDependencies } = JSON.parse(readProjectFile(`${folder}/package.json`));
    expect([dependencies, peerDependencies]).toEqual([undefined, undefined]);
    const modules = filesBelow(`${folder}/src`).map((path) => parseModule(path, readProjectFile(path)));
    expect(modules.length).toBeGreaterThan(8);
    const outside = modules.flatMap(({ imports }) =>
      imports.filter(({ target }) => target === null || !target.startsWith(`${folder}/src/`)),
    );
    expect(outside).toEqual([]);
  });

  it('builds by its own settings, for Node and browsers alike, and has a method for every operation of programs', async () => {
    const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
    const args = [compiler, '-p', join(projectRoot, folder), '--outDir', built];
    const { exitCode, stdout } = await runProgram(process.execPath, args, { cwd: built, env: {} });
    expect([exitCode, stdout]).toEqual([0, '']);
    const { HoldfastClient } = await import(join(built, 'index.js'));
    const client = new HoldfastClient({ baseUrl: 'https://holdfast.example.com' });
    const missing = clientOperations(openApiDocument(operations))
      .map(({ things, verb }) => `${things}.${verb}`)
      .filter((name) => {
        const [things = '', verb = ''] = name.split('.');
        return typeof client[things]?.[verb] !== 'function';
      });
    expect(missing).toEqual([]);
  });

  it('has no method for what no program can call', () => {
    const names = clientOperations(openApiDocument(operations)).map(({ operation }) => operation.operationId);
    expect(names).toEqual(expect.arrayContaining(['contacts.create', 'keyLeaks.report', 'contract.read']));
    for (const name of ['apiKeys.create', 'members.remove', 'auth.verify']) expect(names).not.toContain(name);
  });
});

describe('schemas become types', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{ type: ['integer', 'null'] }, 'number | null'],
    [{ enum: ['a', "b's", null] }, "'a' | 'b\\'s' | null"],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, "('a' | 'b')[]"],
    [{ type: 'object', additionalProperties: { type: 'string' } }, 'Record<string, string>'],
    [{ anyOf: [{ $ref: '#/components/schemas/Contact' }, { type: 'null' }] }, 'Contact | null'],
    [{}, 'unknown'],
  ] as const)('%j', (schema, type) => {
    expect(typeText(schema as Parameters<typeof typeText>[0], 'answered')).toBe(type);
  });

  it('members that may be absent take undefined where they are sent, and not where they are answered', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string' }, 'b-c': { type: 'number' } },
      required: ['a'],
    };
    expect(typeText(schema, 'sent')).toBe("{\n  a: string;\n  'b-c'?: number | undefined;\n}");
    expect(typeText(schema, 'answered')).toBe("{\n  a: string;\n  'b-c'?: number;\n}");
  });
});
