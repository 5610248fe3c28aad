import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operation } from '#lib/access/operation.ts';
import { pageContentSecurityPolicy, turnstileOrigin } from '#lib/http/headers.ts';
import { guardedForms } from '#lib/platform/guarded-forms.ts';
import { operations } from '#lib/registry.ts';
import { productModules, type SourceModule } from './support/modules.ts';

/** What anybody may have written without being checked for a human, and what stands in its place. */
const unguarded: Readonly<Record<string, string>> = {
  'auth.verify': 'takes a link or code that was mailed for a guarded form',
  'auth.answerFactor': 'takes the second factor of who has taken the first step; wrong ones are counted',
  'auth.askPasskey': 'answers everybody alike, and lets nobody in before a device has signed',
  'auth.signInByPasskey': 'takes what a person’s device has signed',
  'auth.reportChange': 'takes a mailed link',
  'auth.setUpOwner': 'takes the link that the server printed for whoever runs it',
  'auth.signOut': 'ends the caller’s own session',
  'auth.acceptInvite': 'takes a link that a member had mailed',
  'oauth.token': 'takes a code, a refresh token or a device code of a program',
  'oauth.revoke': 'takes a token of a program',
  'oauth.startDevice': 'asked by programs; what it makes lets nobody in before a person has typed its code',
  'keyLeaks.report': 'machines report leaked keys; only who has a key changes anything',
  'keyLeaks.noteExposed': 'asked by our own doors',
  'witness.addCheckpoint': 'takes checkpoints signed by a log that is configured',
  'consents.record': 'a choice must be kept before anything of a third party is loaded, the check included',
  'consents.open': 'takes the random id of a choice',
  'consents.prove': 'takes the random id of a choice',
  'consents.withdraw': 'takes the random id of a choice; withdrawing must be as easy as consenting',
  'consents.delete': 'takes the random id of a choice',
  'subjectRequests.resendCode': 'takes the random id that a guarded form was answered with; codes for one are few',
  'subjectRequests.confirm': 'takes a mailed code',
  'subjectRequests.sendAnswerCode': 'takes a mailed link',
  'subjectRequests.openAnswer': 'takes a mailed link and code',
};

const tokenField = 'turnstileToken';
const takesToken = (op: Operation) => op.input instanceof z.ZodObject && tokenField in op.input.shape;

describe('operations that anybody may write by', () => {
  const open = operations.filter((op) => op.scope === 'public' && op.writes);

  it('are guarded, or their row says what stands in place of the check', () => {
    const problems = open.filter((op) => takesToken(op) === op.name in unguarded).map(({ name }) => name);
    expect(problems).toEqual([]);
    expect(Object.keys(unguarded).filter((name) => !open.some((op) => op.name === name))).toEqual([]);
  });

  it('say that they may be refused for it', () => {
    const guarded = open.filter(takesToken);
    expect(guarded.map(({ name }) => name)).toEqual(expect.arrayContaining(['auth.request', 'subjectRequests.submit']));
    for (const op of guarded) {
      expect(op.scope === 'public' && op.refuses, op.name).toContain('bot_check_failed');
    }
  });

  it('take tokens as no others do', () => {
    expect(operations.filter((op) => takesToken(op) && !open.includes(op))).toEqual([]);
  });
});

describe('the verdict on a form', () => {
  /** Modules that ask for a verdict and have it applied by something other than the form's row. */
  const deciding = (modules: readonly SourceModule[]) =>
    modules
      .filter(({ source }) => source.includes('botCheck.verify('))
      .filter(({ source }) => !/\badmit\(/.test(source) || /outcome\s*[!=]==?\s*'passed'/.test(source))
      .map(({ path }) => path);

  it('is applied in one place', () => {
    expect(deciding(productModules())).toEqual([]);
    const sample = { path: 'a.ts', source: "if ((await botCheck.verify(x)).outcome === 'passed') admit(f, v)" };
    expect(deciding([sample as SourceModule])).toEqual(['a.ts']);
    expect(deciding([{ path: 'b.ts', source: 'await botCheck.verify(x)' } as SourceModule])).toEqual(['b.ts']);
  });

  it('is asked for by every form of the table', () => {
    const asking = productModules().filter(({ source }) => source.includes('botCheck.verify('));
    const asked = Object.keys(guardedForms).filter((form) =>
      asking.some(
        ({ source }) => source.includes(`'${form}'`) || source.includes('input.form') || /\{ form, /.test(source),
      ),
    );
    expect(asked).toEqual(Object.keys(guardedForms));
  });
});

describe('the widget', () => {
  const widget = 'components/auth/bot-check.tsx';

  /** Pages that import it, through however many modules. */
  function pagesCarrying(modules: readonly SourceModule[]): string[] {
    const byPath = new Map(modules.map((module) => [module.path, module]));
    const reaches = (path: string, seen = new Set<string>()): boolean => {
      if (path === widget) return true;
      if (seen.has(path)) return false;
      seen.add(path);
      const imports = byPath.get(path)?.imports ?? [];
      return imports.some(({ target, typeOnly }) => target !== null && !typeOnly && reaches(target, seen));
    };
    return [...byPath.keys()].filter((path) => /^app\/.*page\.tsx$/.test(path) && reaches(path));
  }

  /** The address of a page's file, with something in place of what varies. */
  const addressOf = (path: string) =>
    path
      .replace(/^app|\/page\.tsx$/g, '')
      .replace(/\/\([^)]+\)/g, '')
      .replace(/\[[^\]]+\]/g, 'x') || '/';

  const policyOf = (path: string) =>
    pageContentSecurityPolicy({
      ...{ path, nonce: 'bm9uY2U=', development: false, https: true, signInOrigin: null, turnstile: true },
    });

  it('is allowed by the policy of each page that carries it, and of no other', () => {
    const modules = productModules();
    const carrying = pagesCarrying(modules);
    expect(carrying.map(addressOf).sort()).toEqual(['/privacy/x', '/sign-in', '/sign-up']);
    for (const { path } of modules.filter((module) => /^app\/.*page\.tsx$/.test(module.path))) {
      expect(policyOf(addressOf(path)).includes(turnstileOrigin), path).toBe(carrying.includes(path));
    }
  });

  it('is loaded by that component alone, of our own pages', () => {
    const loading = productModules().filter(({ imports }) =>
      imports.some(({ packageName, typeOnly }) => packageName === '@marsidev/react-turnstile' && !typeOnly),
    );
    expect(loading.map(({ path }) => path).sort()).toEqual([widget, 'components/auth/use-bot-check.ts']);
  });
});
