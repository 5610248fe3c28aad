import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#lib/api-keys/create-key.ts';
import { type CodeSamples, codeSamples } from '#lib/contract/code-samples.ts';
import { operationsOf } from '#lib/contract/document.ts';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { operations } from '#lib/registry.ts';
import { quickstart } from '../../components/docs/quickstart.ts';
import { type OwnServer, startOwnServer } from '../support/api-hosts.ts';
import { call, createTestOrganization, justSignedIn, type TestOrganization } from '../support/call.ts';
import { projectRoot } from '../support/data-folder.ts';
import { isInstalled, runProgram } from '../support/run-program.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

const document = openApiDocument(operations);
const clientModule = join(projectRoot, 'clients/typescript/src/index.ts');

let rt: TestRuntime;
let server: OwnServer;
let acme: TestOrganization;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  rt = await createTestRuntime({ env: { AUTH_FLOOR_SUCCESS: 'off' } });
  server = await startOwnServer(rt);
  folder = mkdtempSync(join(tmpdir(), 'holdfast-docs-'));
  writeFileSync(join(folder, 'contacts.csv'), 'First name,E-mail\nAda,ada@example.com\n');
  acme = await createTestOrganization('Acme');
  const { key } = await call(createApiKey, justSignedIn(acme.owner), { name: 'Docs', scopes: ['*'] });
  // Whom the examples of interactions are about.
  await call(createContact, acme.owner, { firstName: 'Mary', email: 'mary@example.com' });
  env = { HOLDFAST_URL: `http://127.0.0.1:${server.port}`, HOLDFAST_KEY: key };
});

afterAll(async () => {
  await server.close();
  await rt.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The steps of the first hour in one language, put together. */
const program = (language: keyof CodeSamples) => quickstart.map(({ samples }) => samples[language]).join('\n\n');

/** Programs that import the client by its name get it from here. */
function typescriptFile(name: string, source: string): string {
  const path = join(folder, name);
  writeFileSync(path, source.replaceAll("'holdfast-client'", JSON.stringify(clientModule)));
  return path;
}

describe('the first hour, as the documents tell it', () => {
  test.skipIf(!isInstalled('curl'))('runs with curl from beginning to end', async () => {
    const { exitCode, stdout } = await runProgram('sh', ['-eu', '-c', program('curl')], { cwd: folder, env });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"slug":"acme"');
    expect(stdout).toContain('"created":100,"duplicates":0');
    expect(stdout.match(/^idempotency-replayed: true\r$/gim)).toHaveLength(1);
    expect(stdout.match(/^ratelimit: "api\.key"|^ratelimit: "api\.general"/gim)?.length).toBeGreaterThan(0);
    expect(stdout).toContain('"code":"not_found"');
  });

  test('runs with the TypeScript client from beginning to end', async () => {
    const path = typescriptFile('quickstart.ts', program('typescript'));
    const { exitCode, stdout, stderr } = await runProgram(process.execPath, [path], { cwd: folder, env });
    expect([exitCode, stderr.replace(/^.*Warning.*$|^\(Use `node.*$/gm, '').trim()]).toEqual([0, '']);
    expect(stdout).toMatch(/^con_\w+ 1$/m);
    expect(stdout).toMatch(/^100 0$/m);
    expect(stdout).toContain('1 { replayed: false }');
    expect(stdout).toContain('2 { replayed: true }');
    expect(stdout).toMatch(/api\.general: \d+ left/);
    expect(stdout).toMatch(/^not_found 404 req_\w+$/m);
  });

  test.skipIf(!isInstalled('python3'))('runs with Python from beginning to end', async () => {
    const { exitCode, stdout, stderr } = await runProgram('python3', ['-c', program('python')], { cwd: folder, env });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^100 0$/m);
    expect(new Set(stdout.match(/^con_\w+$/gm)).size).toBe(1);
    expect(stdout).toMatch(/^not_found \(req_\w+\)$/m);
  });
});

/** What pages alone may call: a program, which has no origin, is refused whatever it sends. */
const forPages: ReadonlySet<string> = new Set(['consents.record']);

/** Every other example of the reference, by its operation. */
const examples = operationsOf(document).flatMap(({ path, method, operation }) => {
  if (forPages.has(operation.operationId)) return [];
  const samples = codeSamples(document, path, method, operation);
  return samples === null ? [] : [{ name: operation.operationId, samples }];
});

/** What a well-formed call may be answered with when the record of the example does not exist, or a limit is reached. */
const wellFormed = /^(?:20[0-9]|404|409|412|429)$/;

describe('no example of the reference is refused for its form', () => {
  test('there is one for everything that programs can call', () => {
    expect(examples.length).toBeGreaterThan(35);
  });

  test.skipIf(!isInstalled('curl'))('with curl', async () => {
    writeFileSync(join(folder, '.curlrc'), 'silent\nwrite-out = "\\n%{http_code}\\n"\n');
    const all = examples.map(({ name, samples }) => `echo "== ${name}"\n${samples.curl}`).join('\n');
    const { stdout } = await runProgram('sh', ['-c', all], { cwd: folder, env });
    const answers = stdout.split('== ').slice(1);
    expect(answers).toHaveLength(examples.length);
    const refused = answers.filter((answer) => !wellFormed.test(answer.trim().split('\n').at(-1) ?? ''));
    expect(refused).toEqual([]);
  });

  test.skipIf(!isInstalled('python3'))('with Python', async () => {
    const codes = Object.fromEntries(examples.map(({ name, samples }) => [name, samples.python]));
    const all = `
import json, sys, urllib.error
for name, code in json.loads(sys.argv[1]).items():
    try:
        exec(code, {"print": lambda *_: None})
        status = 200
    except urllib.error.HTTPError as refusal:
        status = refusal.code
    print(name, status)
`;
    const { stdout, stderr } = await runProgram('python3', ['-c', all, JSON.stringify(codes)], { cwd: folder, env });
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(examples.length);
    expect(lines.filter((line) => !wellFormed.test(line.split(' ')[1] ?? ''))).toEqual([]);
  });

  test('with the TypeScript client, whose types accept it', async () => {
    const bodies = examples.map(({ name, samples }) => {
      const code = samples.typescript.replace(/^import .*\n\n/, '').replace(/^/gm, '  ');
      return `await attempt('${name}', async () => {\n${code}\n});`;
    });
    const source = `import { readFile } from 'node:fs/promises';
import { HoldfastApiError, HoldfastClient } from 'holdfast-client';

const client = new HoldfastClient({
  baseUrl: process.env.HOLDFAST_URL ?? '',
  apiKey: process.env.HOLDFAST_KEY ?? '',
  retriesMax: 0,
});
console.log = () => {};
async function attempt(name: string, body: () => Promise<void>) {
  try {
    await body();
    console.error(name, 200);
  } catch (error) {
    if (!(error instanceof HoldfastApiError)) throw error;
    console.error(name, error.status);
  }
}
${bodies.join('\n')}
`;
    const path = typescriptFile('reference.ts', source);
    const types = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024', '--module', 'esnext'];
    const libraries = ['--moduleResolution', 'bundler', '--allowImportingTsExtensions', '--types', 'node'];
    const roots = ['--typeRoots', join(projectRoot, 'node_modules/@types')];
    const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
    const args = [compiler, ...types, ...libraries, ...roots, path];
    const checked = await runProgram(process.execPath, args, { cwd: folder, env: {} });
    expect(checked.stdout).toBe('');
    rt.clock.advance(3_600);
    const { exitCode, stderr } = await runProgram(process.execPath, ['--no-warnings', path], { cwd: folder, env });
    expect(exitCode).toBe(0);
    const lines = stderr.trim().split('\n');
    expect(lines).toHaveLength(examples.length);
    expect(lines.filter((line) => !wellFormed.test(line.split(' ')[1] ?? ''))).toEqual([]);
  });
});
