import type { HttpMethod, Operation } from '../access/operation.ts';

/** An operation with an HTTP route. */
export interface Route {
  readonly operation: Operation;
  readonly method: HttpMethod;
  /** Path template below the base, for example `/contacts/{id}`. */
  readonly template: string;
  readonly parameters: readonly string[];
}

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: Route; readonly parameters: Readonly<Record<string, string>> }
  /** The path is known, the method is not among those it takes. */
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

interface Node {
  readonly literals: Map<string, Node>;
  parameter: Node | undefined;
  readonly routes: Map<string, Route>;
}

export interface RouteTable {
  readonly routes: readonly Route[];
  /** @param path below the base, still percent-encoded: `/contacts/con_01J…`. */
  match(method: string, path: string): RouteMatch;
}

const segmentShape = /^(?:\{[a-z][A-Za-z0-9]*\}|[a-z0-9][a-z0-9._-]*)$/;

/**
 * The routes that the operations declare. A literal segment goes before a parameter at the same place.
 * @throws `Error` for two operations on one route, a malformed template, or an operator operation with a route.
 */
export function createRouteTable(operations: readonly Operation[]): RouteTable {
  const root = newNode();
  const routes: Route[] = [];
  for (const operation of operations) {
    if (operation.http === undefined) continue;
    if (operation.scope === 'operator') throw new Error(`${operation.name}: no network door exposes operators' work`);
    const [method, template] = operation.http.split(' ') as [HttpMethod, string];
    const segments = template.split('/').slice(1);
    let node = root;
    const parameters: string[] = [];
    for (const segment of segments) {
      if (!segmentShape.test(segment)) throw new Error(`${operation.name}: malformed path ${template}`);
      if (segment.startsWith('{')) {
        parameters.push(segment.slice(1, -1));
        node.parameter ??= newNode();
        node = node.parameter;
      } else {
        const next = node.literals.get(segment) ?? newNode();
        node.literals.set(segment, next);
        node = next;
      }
    }
    if (node.routes.has(method)) throw new Error(`${operation.name}: ${operation.http} is taken`);
    const route = { operation, method, template, parameters };
    node.routes.set(method, route);
    routes.push(route);
  }

  return {
    routes,
    match(method, path) {
      const values: string[] = [];
      let node: Node | undefined = root;
      for (const segment of path.split('/').slice(1)) {
        const literal: Node | undefined = node.literals.get(segment);
        if (literal === undefined) {
          const value = decoded(segment);
          if (value === null) return { kind: 'unknown' };
          values.push(value);
        }
        node = literal ?? node.parameter;
        if (node === undefined) return { kind: 'unknown' };
      }
      if (node.routes.size === 0) return { kind: 'unknown' };
      const route = node.routes.get(method === 'HEAD' ? 'GET' : method);
      if (route === undefined) return { kind: 'other-method', allow: allowed(node) };
      const parameters = Object.fromEntries(route.parameters.map((name, index) => [name, values[index] ?? '']));
      return { kind: 'found', route, parameters };
    },
  };
}

function newNode(): Node {
  return { literals: new Map(), parameter: undefined, routes: new Map() };
}

/** An empty or badly encoded segment is no parameter. */
function decoded(segment: string): string | null {
  if (segment === '') return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** The methods of a path, for `Allow` (RFC 9110, section 10.2.1). */
function allowed(node: Node): string[] {
  const methods = [...node.routes.keys()];
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
}
