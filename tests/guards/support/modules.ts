import { readdirSync, readFileSync } from 'node:fs';
import { posix, relative } from 'node:path';
import { type Module, parseSync } from '@swc/core';
import { projectRoot } from '../../support/data-folder.ts';

/** One import, re-export or dynamic import. */
export interface ImportEdge {
  readonly specifier: string;
  /** Path inside the project, for example `lib/crm/store.ts`; null for packages. */
  readonly target: string | null;
  /** The package's name, `node:fs` for Node's own; null for our own files. */
  readonly packageName: string | null;
  /** Gone once types are erased. */
  readonly typeOnly: boolean;
}

export interface SourceModule {
  /** Path inside the project, with forward slashes. */
  readonly path: string;
  readonly source: string;
  readonly ast: Module;
  readonly imports: readonly ImportEdge[];
}

/** The folders that the product is made of. */
export const productFolders = ['app', 'components', 'lib', 'server', 'cli'] as const;

const kept = (path: string) => /\.(?:ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts');

/** Paths of all files below a folder, with forward slashes; none when there is no such folder. */
export function filesBelow(folder: string): string[] {
  try {
    return readdirSync(`${projectRoot}/${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.join(relative(projectRoot, entry.parentPath).replaceAll('\\', '/'), entry.name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export function readProjectFile(path: string): string {
  return readFileSync(`${projectRoot}/${path}`, 'utf8');
}

let product: readonly SourceModule[] | undefined;

/** Every module of the product, parsed once. */
export function productModules(): readonly SourceModule[] {
  product ??= [...productFolders.flatMap(filesBelow), ...rootModules()]
    .filter(kept)
    .map((path) => parseModule(path, readProjectFile(path)));
  return product;
}

function rootModules(): string[] {
  return readdirSync(projectRoot, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:middleware|instrumentation|proxy)\.ts$/.test(entry.name))
    .map((entry) => entry.name);
}

/** A module of the given text; guards are tried on samples made by this. */
export function parseModule(path: string, source: string): SourceModule {
  const ast = parseSync(source, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'es2024' });
  return { path, source, ast, imports: importsOf(path, ast) };
}

/** Any node of the syntax tree. */
export interface AstNode {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** Calls `visit` for every node, parents before children. */
export function walk(node: unknown, visit: (node: AstNode) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
  } else if (typeof node === 'object' && node !== null) {
    if ('type' in node && typeof node.type === 'string') visit(node as AstNode);
    for (const member of Object.values(node)) walk(member, visit);
  }
}

function importsOf(path: string, ast: Module): ImportEdge[] {
  const edges: ImportEdge[] = [];
  const add = (specifier: string, typeOnly: boolean) => edges.push(edgeOf(path, specifier, typeOnly));
  walk(ast, (node) => {
    switch (node.type) {
      case 'ImportDeclaration': {
        const specifiers = node.specifiers as readonly { readonly isTypeOnly?: boolean }[];
        const erased = specifiers.length > 0 && specifiers.every((specifier) => specifier.isTypeOnly === true);
        add(textOf(node.source), node.typeOnly === true || erased);
        break;
      }
      case 'ExportNamedDeclaration':
        if (node.source) add(textOf(node.source), node.typeOnly === true);
        break;
      case 'ExportAllDeclaration':
        add(textOf(node.source), node.typeOnly === true);
        break;
      case 'CallExpression':
        if ((node.callee as AstNode).type === 'Import') {
          const [first] = node.arguments as readonly { readonly expression: AstNode }[];
          if (first?.expression.type === 'StringLiteral') add(textOf(first.expression), false);
        }
        break;
      case 'TsImportType':
        add(textOf(node.argument), true);
        break;
    }
  });
  return edges;
}

function textOf(literal: unknown): string {
  return (literal as { readonly value: string }).value;
}

function edgeOf(path: string, specifier: string, typeOnly: boolean): ImportEdge {
  const target = specifier.startsWith('.')
    ? posix.normalize(posix.join(posix.dirname(path), specifier))
    : specifier.startsWith('#lib/')
      ? specifier.slice(1)
      : specifier.startsWith('#prisma/')
        ? `prisma/generated/${specifier.slice('#prisma/'.length)}`
        : null;
  return { specifier, target, packageName: target === null ? packageOf(specifier) : null, typeOnly };
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] as string);
}
