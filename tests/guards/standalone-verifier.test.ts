import { describe, expect, it } from 'vitest';
import { ledgerProblems } from '#lib/ledger/problems.ts';
import { standaloneVerifier } from '../support/holdfast-verify.ts';
import { type AstNode, parseModule, readProjectFile, walk } from './support/modules.ts';

const path = 'public/holdfast-verify.mjs';

/** What a program would need to send something, to load something, or to be told something by its surroundings. */
const forbidden = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'sendBeacon', 'RTCPeerConnection'],
  ...['eval', 'Function', 'require', 'localStorage', 'indexedDB', 'caches', 'env'],
] as const;

function complaints(source: string): string[] {
  const module = parseModule(path, source.replace(/^#!.*/, ''));
  const found = module.imports
    .filter(({ specifier }) => !['node:buffer', 'node:crypto', 'node:fs', 'node:url'].includes(specifier))
    .map(({ specifier }) => `imports ${specifier}`);
  walk(module.ast, (node: AstNode) => {
    if (node.type === 'ImportDeclaration') found.push('has a static import, which browsers would load');
    if (node.type === 'Identifier' && (forbidden as readonly string[]).includes(String(node.value))) {
      found.push(`names ${String(node.value)}`);
    }
  });
  return found;
}

describe('the standalone verifier', () => {
  it("is one file that imports nothing but Node's own modules, and cannot reach a network", () => {
    expect(complaints(readProjectFile(path))).toEqual([]);
  });

  it.each([
    ["import { canonicalJson } from '../lib/ledger/canonical.ts'", 2],
    ["const { request } = await import('node:https')", 1],
    ["const { hash } = await import('some-package')", 1],
    ['await fetch("/log")', 1],
    ['globalThis.navigator.sendBeacon("/log")', 1],
    ['new WebSocket(address)', 1],
    ['const home = process.env.HOME', 1],
    ['const { createHash } = await import("node:crypto")', 0],
  ])('would be found out by: %s', (source, count) => {
    expect(complaints(source)).toHaveLength(count);
  });

  it('names every problem as the product does', async () => {
    expect((await standaloneVerifier()).problems).toEqual(ledgerProblems);
  });
});
