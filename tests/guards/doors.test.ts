import { describe, expect, it } from 'vitest';
import { actionProblems, inlineActions, isActionFile, routeProblems } from './support/door-rules.ts';
import { knownModules } from './support/import-rules.ts';
import { parseModule, productModules } from './support/modules.ts';

const modules = productModules();
const known = knownModules(modules);
const routes = modules.filter(({ path }) => /^app\/(?:.*\/)?route\.tsx?$/.test(path));
const actions = modules.filter(isActionFile);

describe('a door hands over and decides nothing', () => {
  it('every route file re-exports handlers of lib/http', () => {
    expect(routes.map(({ path }) => path)).toContain('app/api/v1/[...path]/route.ts');
    const found = routes.flatMap((module) => routeProblems(module).map((problem) => `${module.path} ${problem}`));
    expect(found).toEqual([]);
  });

  it('every action declares an operation, through the action door', () => {
    const found = actions.flatMap((module) =>
      actionProblems(module, known).map((problem) => `${module.path} ${problem}`),
    );
    expect(found).toEqual([]);
    expect(actions.length).toBeGreaterThan(0);
  });

  it('no action hides inside another file', () => {
    expect(modules.filter((module) => inlineActions(module) > 0).map(({ path }) => path)).toEqual([]);
  });

  it('only app has actions, in files called actions.ts', () => {
    expect(actions.map(({ path }) => path).filter((path) => !/^app\/.*\/actions\.ts$/.test(path))).toEqual([]);
  });
});

describe('a door that does more is found', () => {
  it.each([
    ['export async function GET() { return new Response() }'],
    ['export const GET = async () => new Response()'],
    ["export { GET } from '../elsewhere.ts'"],
    ["import { runtime } from '#lib/runtime.ts'"],
    ['const x = 1'],
    ["export { apiRoute as TRACE } from '#lib/http/next-routes.ts'"],
    ['export const dynamic = decide()'],
    ['export const anything = 1'],
  ])('route: %s', (source) => {
    expect(routeProblems(parseModule('app/x/route.ts', source))).toHaveLength(1);
  });

  const head = `'use server';
    import { serverAction } from '#lib/http/action-door.ts';
    import { createApiKey } from '#lib/api-keys/create-key.ts';
    import { runtime } from '#lib/runtime.ts';`.replace(/.*runtime.*/, '');
  const action = (source: string) => {
    const module = parseModule('app/x/actions.ts', `${head}\n${source}`);
    expect(isActionFile(module)).toBe(true);
    return actionProblems(module, known);
  };

  it.each([
    ['export async function create(form: FormData) { return form }'],
    ['export const create = async () => {}'],
    ['export const create = serverAction(somethingElse, { from, done })'],
    ['export const create = wrap(createApiKey)'],
    ["import { runtime } from '#lib/runtime.ts'"],
    ["import { readFileSync } from 'node:fs'"],
    ["import { cookies } from 'next/headers'"],
    ["export { create } from './other.ts'"],
    ['export default serverAction(createApiKey, {})'],
  ])('action: %s', (source) => {
    expect(action(source)).toHaveLength(1);
  });

  it('and an action that does not is fine', () => {
    expect(
      action(
        "const from = (form: FormData) => ({ name: form.get('name') }); export const create = serverAction(createApiKey, { from, done: () => '/' })",
      ),
    ).toEqual([]);
    expect(
      routeProblems(
        parseModule(
          'app/x/route.ts',
          "export { apiRoute as GET } from '#lib/http/next-routes.ts'; export const dynamic = 'force-dynamic'",
        ),
      ),
    ).toEqual([]);
  });

  it('an action inside a page is found', () => {
    const page = parseModule(
      'app/x/page.tsx',
      "export default function Page() { async function save() { 'use server'; } return <form action={save} /> }",
    );
    expect(inlineActions(page)).toBe(1);
  });
});
