import type { KnownModules } from './import-rules.ts';
import { type AstNode, type SourceModule, walk } from './modules.ts';

/*
 * The shapes that the network's ways into the product may have. A door hands over; it decides nothing. So a door's file
 * has no statements of its own to get wrong: it re-exports a handler, or declares an action from an operation.
 */

const routeMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Settings that Next reads from a route file. */
const routeSettings = ['dynamic', 'runtime', 'revalidate', 'maxDuration', 'fetchCache'];

const isLiteral = (node: AstNode | undefined) =>
  node !== undefined && ['StringLiteral', 'BooleanLiteral', 'NumericLiteral'].includes(node.type);

interface Declarator {
  readonly id: { readonly value?: string };
  readonly init?: AstNode;
}

function declaratorsOf(statement: AstNode): readonly Declarator[] {
  const declaration = statement.declaration as AstNode | undefined;
  return declaration?.type === 'VariableDeclaration' ? (declaration.declarations as readonly Declarator[]) : [];
}

/** What a route file does beside handing its methods to handlers of lib/http. */
export function routeProblems(module: SourceModule): string[] {
  return (module.ast.body as unknown as readonly AstNode[]).flatMap((statement) => {
    if (statement.type === 'ExportNamedDeclaration') {
      const source = (statement.source as { value?: string } | null)?.value;
      if (source === undefined || !source.startsWith('#lib/http/')) return ['re-exports from elsewhere than lib/http'];
      const names = (
        statement.specifiers as readonly { exported?: { value?: string }; orig: { value?: string } }[]
      ).map((specifier) => specifier.exported?.value ?? specifier.orig.value ?? '');
      return names.filter((name) => !routeMethods.includes(name)).map((name) => `exports ${name}`);
    }
    if (statement.type === 'ExportDeclaration') {
      const declarators = declaratorsOf(statement);
      const settings = declarators.every(({ id, init }) => routeSettings.includes(id.value ?? '') && isLiteral(init));
      return declarators.length > 0 && settings ? [] : ['declares something of its own'];
    }
    return [`holds a ${statement.type}`];
  });
}

const directives = (node: AstNode): string[] => {
  const statements = (node.stmts ?? node.body) as readonly AstNode[] | undefined;
  if (!Array.isArray(statements)) return [];
  const found: string[] = [];
  for (const statement of statements) {
    if (statement.type !== 'ExpressionStatement') break;
    const { type, value } = statement.expression as { type: string; value?: string };
    if (type !== 'StringLiteral') break;
    found.push(value as string);
  }
  return found;
};

export function isActionFile(module: SourceModule): boolean {
  return directives(module.ast as unknown as AstNode).includes('use server');
}

/** What an action file does beside declaring actions from operations; helpers may read a form and nothing else. */
export function actionProblems(module: SourceModule, known: KnownModules): string[] {
  const operationNames = new Set<string>();
  const problems: string[] = [];
  for (const statement of module.ast.body as unknown as readonly AstNode[]) {
    if (statement.type !== 'ImportDeclaration') continue;
    const edge = module.imports.find(
      (candidate) => candidate.specifier === (statement.source as { value: string }).value,
    );
    if (edge === undefined || edge.typeOnly) continue;
    if (edge.target !== null && known.operations.has(edge.target)) {
      for (const { local } of statement.specifiers as readonly { local: { value: string } }[])
        operationNames.add(local.value);
    } else if (edge.target === null ? edge.packageName !== 'zod' : !isHarmless(edge.target, known)) {
      problems.push(`imports ${edge.specifier}`);
    }
  }
  for (const statement of module.ast.body as unknown as readonly AstNode[]) {
    if (statement.type === 'ExportDeclaration') {
      const declaration = statement.declaration as AstNode;
      if (declaration.type === 'TsInterfaceDeclaration' || declaration.type === 'TsTypeAliasDeclaration') continue;
      const declarators = declaratorsOf(statement);
      const actions = declarators.filter(({ init }) => declaresAction(init, operationNames));
      if (declarators.length === 0 || actions.length < declarators.length) {
        problems.push('exports something that is no serverAction of an imported operation');
      }
    } else if (/^Export/.test(statement.type)) {
      problems.push(`holds an ${statement.type}`);
    }
  }
  return problems;
}

const isHarmless = (target: string, known: KnownModules) =>
  target === 'lib/http/action-door.ts' ||
  target.startsWith('components/') ||
  target.startsWith('app/') ||
  known.clientSafe.has(target);

function declaresAction(init: AstNode | undefined, operationNames: ReadonlySet<string>): boolean {
  if (init?.type !== 'CallExpression') return false;
  const callee = init.callee as { value?: string };
  const [first] = init.arguments as readonly { expression: { type: string; value?: string } }[];
  return (
    callee.value === 'serverAction' &&
    first?.expression.type === 'Identifier' &&
    operationNames.has(first.expression.value ?? '')
  );
}

/** Functions that say 'use server' for themselves: actions that no file of actions declares. */
export function inlineActions(module: SourceModule): number {
  let found = 0;
  walk(module.ast.body, (node) => {
    if ('stmts' in node && directives(node).includes('use server')) found += 1;
  });
  return found;
}
