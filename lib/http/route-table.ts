import type { HttpMethod, Operation } from '../access/operation.ts';
import {
  bodyBytesMaxOf,
  entityTagOf,
  type IdempotencySupport,
  idempotencySupport,
  takesIfMatch,
  takesIfNoneMatch,
} from '../access/semantics.ts';
import { apiBase, type HeaderLine } from './answers.ts';
import { deprecationOf } from './deprecation.ts';

/** An operation with an HTTP route, and what its declaration means for every request: derived once, at the start. */
export interface Route {
  readonly operation: Operation;
  readonly method: HttpMethod;
  /** Path template below the base, for example `/contacts/{id}`. */
  readonly template: string;
  readonly parameters: readonly string[];
  /** Method and template as people write them, for example `POST /api/v1/contacts`. */
  readonly label: string;
  /** Largest body, in bytes. */
  readonly bodyBytesMax: number;
  /** Whether the body, if any, is JSON to be read as input. GET has none (RFC 9110, section 9.3.1). */
  readonly readsJson: boolean;
  readonly idempotency: IdempotencySupport;
  readonly entityTag: 'strong' | 'weak' | null;
  readonly takesIfMatch: boolean;
  readonly takesIfNoneMatch: boolean;
  /** Header lines of every answer, refusals included. */
  lines(parameters: Readonly<Record<string, string>>): readonly HeaderLine[];
}

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: Route; readonly parameters: Readonly<Record<string, string>> }
  /** The path is known, the method is not among those it takes. */
  | { readonly kind: 'other-method'; readonly allow: readonly string[]; readonly routes: readonly Route[] }
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
    const route = routeOf(operation, method, template, parameters);
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
      const route = method === 'HEAD' ? forHead(node) : node.routes.get(method);
      if (route === undefined) return { kind: 'other-method', allow: allowed(node), routes: [...node.routes.values()] };
      const parameters = Object.fromEntries(route.parameters.map((name, index) => [name, values[index] ?? '']));
      return { kind: 'found', route, parameters };
    },
  };
}

function routeOf(operation: Operation, method: HttpMethod, template: string, parameters: readonly string[]): Route {
  return {
    operation,
    method,
    template,
    parameters,
    label: `${method} ${apiBase}${template}`,
    bodyBytesMax: bodyBytesMaxOf(operation),
    readsJson: operation.body !== 'stream' && method !== 'GET',
    idempotency: idempotencySupport(operation),
    entityTag: entityTagOf(operation),
    takesIfMatch: takesIfMatch(operation),
    takesIfNoneMatch: takesIfNoneMatch(operation),
    lines: deprecationOf(operation),
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
  return [...methods, ...(forHead(node) === undefined ? [] : ['HEAD']), 'OPTIONS'].sort();
}

/** HEAD does what GET does (RFC 9110, section 9.3.2), where asking costs nothing. */
function forHead(node: Node): Route | undefined {
  const route = node.routes.get('GET');
  return route?.operation.countsAnswers ? undefined : route;
}
