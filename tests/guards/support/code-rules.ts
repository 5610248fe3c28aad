import { type AstNode, type SourceModule, walk } from './modules.ts';

/** A convention that one file can break by itself. */
export interface CodeRule {
  readonly says: string;
  readonly applies: (path: string) => boolean;
  /** What breaks it, as short texts. */
  readonly find: (module: SourceModule) => readonly string[];
}

function nodesOf(module: SourceModule, wanted: (node: AstNode) => boolean): AstNode[] {
  const found: AstNode[] = [];
  walk(module.ast, (node) => {
    if (wanted(node)) found.push(node);
  });
  return found;
}

const isIdentifier = (node: unknown, name: string) =>
  (node as AstNode).type === 'Identifier' && (node as { value?: unknown }).value === name;

const memberName = (node: AstNode): unknown => (node.property as { readonly value?: unknown } | undefined)?.value;

const readsEnvironment = (node: AstNode): boolean =>
  // process.env, process['env'], import.meta.env
  (node.type === 'MemberExpression' &&
    ((isIdentifier(node.object, 'process') &&
      (memberName(node) === 'env' ||
        ((node.property as AstNode).type === 'Computed' &&
          ((node.property as AstNode).expression as { value?: unknown }).value === 'env'))) ||
      ((node.object as AstNode).type === 'MetaProperty' && memberName(node) === 'env'))) ||
  // const { env } = process
  (node.type === 'VariableDeclarator' && isIdentifier(node.init ?? {}, 'process'));

const importsEnvironment = (module: SourceModule): boolean =>
  /import\s*(?:type\s*)?\{[^}]*\benv\b[^}]*\}\s*from\s*['"](?:node:)?process['"]/.test(module.source);

/** What Next replaces when it builds; nothing of it is read when the product runs. */
const builtIn = ['NODE_ENV', 'NEXT_RUNTIME'];

function environmentReads(module: SourceModule): string[] {
  const built = nodesOf(
    module,
    (node) =>
      node.type === 'MemberExpression' &&
      builtIn.includes(String(memberName(node))) &&
      readsEnvironment(node.object as AstNode) &&
      /^(?:app|components|lib\/http)\/|^(?:middleware|instrumentation)\.ts$/.test(module.path),
  ).map((node) => node.object);
  return nodesOf(module, readsEnvironment)
    .filter((node) => !built.includes(node))
    .map(() => 'reads process.env');
}

/** Where the control database may be used beside the folders that it is made for, and why. */
export const controlUsers: Readonly<Record<string, string>> = {
  'lib/privacy/export/organization-source.ts':
    'an export holds what the directory keeps of the organisation; each statement names it',
  'lib/ledger/checkpoint-keeper.ts': 'finds the organisations whose ledgers earlier processes left unsigned',
  'lib/erase-again.ts': 'looks whether organisations that were erased are in the directory again',
  'lib/http/health.ts': 'asks whether the databases answer',
  'lib/http/page-caller.ts': "finds the session's organisation by the slug in a page's address",
  'lib/internal/read-metrics.ts': 'counts organisations and jobs by their state',
  'lib/internal/read-migrations.ts': 'counts organisations by their state and names those set aside',
  'lib/operator-door.ts': 'finds the organisation that the command line names by its slug',
  'lib/platform/turnstile.ts': 'is handed a way to remember spent tokens',
  'lib/privacy/retention/ask-for-cuts.ts': 'finds the organisations whose data is to be cut',
  'lib/privacy/retention/cut-installation.ts': 'cuts what belongs to no organisation',
  'lib/privacy/retention/cut-pieces.ts': "cuts the organisation's part of it",
  'lib/start-runtime.ts': 'puts the parts together',
};

const controlFolders = [
  ...['lib/identity/', 'lib/api-keys/', 'lib/origins/', 'lib/audit/', 'lib/tenancy/', 'lib/access/'],
  // What watches over organisations keeps outside of them how far it has come.
  ...['lib/alerts/', 'lib/ledger/audit/', 'lib/ledger/publish/', 'lib/ledger/witness/'],
  // Links stand in a directory, as keys do: what opens them names no organisation.
  'lib/ledger/share/',
  // Who asks about their data stands outside of the organisation; codes and tickets are kept there, as links are.
  'lib/privacy/requests/',
  // Visitors stand outside of the organisation; an address leads to the storefront whose visitors they are.
  ...['lib/consent/', 'lib/storefronts/', 'lib/http/storefront-door.ts'],
  // Somebody is looked for and erased in the organisation's part of the directory too; each statement names it.
  'lib/privacy/persons/',
  // The ledger of the installation belongs to no organisation; an erasure outlives its own.
  ...['lib/ledger/installation/', 'lib/privacy/erasure/'],
];

export const codeRules: readonly CodeRule[] = [
  {
    says: 'only lib/platform/env.ts reads the environment',
    applies: (path) => path !== 'lib/platform/env.ts',
    find: (module) => [
      ...environmentReads(module),
      ...(importsEnvironment(module) ? ['imports env of node:process'] : []),
    ],
  },
  {
    says: 'only identity, keys, origins, audit, tenancy and access use the control database; the rest has one organisation and nothing else',
    applies: (path) => !controlFolders.some((folder) => path.startsWith(folder)) && !(path in controlUsers),
    find: (module) =>
      nodesOf(
        module,
        (node) => node.type === 'MemberExpression' && ['control', 'directory'].includes(String(memberName(node))),
      )
        .map((node) => String(memberName(node)))
        .concat(
          nodesOf(
            module,
            (node) =>
              ['AssignmentPatternProperty', 'KeyValuePatternProperty'].includes(node.type) &&
              ['control', 'directory'].includes(String((node.key as { value?: unknown }).value)),
          ).map(() => 'takes the control database apart'),
        )
        .map((name) => `uses ${name}`),
  },
  {
    says: 'our errors are recognised by isHoldfastError: bundles have their own copy of the class',
    applies: () => true,
    find: (module) =>
      nodesOf(
        module,
        (node) =>
          node.type === 'BinaryExpression' &&
          node.operator === 'instanceof' &&
          isIdentifier(node.right, 'HoldfastError'),
      ).map(() => 'instanceof HoldfastError'),
  },
  {
    says: 'errors are made by fail() alone',
    applies: (path) => path !== 'lib/platform/errors.ts',
    find: (module) =>
      nodesOf(module, (node) => node.type === 'NewExpression' && isIdentifier(node.callee, 'HoldfastError')).map(
        () => 'new HoldfastError',
      ),
  },
  {
    says: 'no default exports but where Next and tools want them',
    applies: (path) => !path.startsWith('app/') && !/^[a-z-]+(?:\.config)?\.ts$/.test(path),
    find: (module) =>
      nodesOf(
        module,
        (node) => node.type === 'ExportDefaultDeclaration' || node.type === 'ExportDefaultExpression',
      ).map(() => 'default export'),
  },
  {
    says: 'no enums, no namespaces: Node runs the files as they stand',
    applies: () => true,
    find: (module) =>
      nodesOf(module, (node) => node.type === 'TsEnumDeclaration' || node.type === 'TsModuleDeclaration').map(
        (node) => node.type,
      ),
  },
  {
    says: 'no any and no silenced compiler',
    applies: () => true,
    find: (module) => [
      ...nodesOf(module, (node) => node.type === 'TsKeywordType' && node.kind === 'any').map(() => 'any'),
      ...(/@ts-(?:ignore|nocheck|expect-error)/.test(module.source) ? ['silences the compiler'] : []),
    ],
  },
  {
    says: 'the clock tells the time, so that tests can move it',
    applies: (path) =>
      /^lib\/(?:access|api-keys|crm|identity|ledger|privacy|trust|tenancy)\//.test(path) && !path.endsWith('/clock.ts'),
    find: (module) =>
      nodesOf(
        module,
        (node) =>
          (node.type === 'NewExpression' &&
            isIdentifier(node.callee, 'Date') &&
            (node.arguments as readonly unknown[] | undefined)?.length === 0) ||
          (node.type === 'MemberExpression' && isIdentifier(node.object, 'Date') && memberName(node) === 'now'),
      ).map(() => 'asks the system for the time'),
  },
];

/** Everything that breaks a convention, as `path: what (rule)`. */
export function brokenCode(modules: readonly SourceModule[], rules: readonly CodeRule[] = codeRules): string[] {
  return modules.flatMap((module) =>
    rules
      .filter((rule) => rule.applies(module.path))
      .flatMap((rule) => rule.find(module).map((what) => `${module.path}: ${what} (${rule.says})`)),
  );
}
