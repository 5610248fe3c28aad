import { z } from 'zod';
import type { HttpMethod, Operation } from '../access/operation.ts';

/** What the declaration of an operation says of its way over HTTP, taken apart. */

export function methodOf(op: Operation): HttpMethod {
  return routeOf(op)[0] as HttpMethod;
}

/** Path template below the API's base, for example `/contacts/{id}`. */
export function pathOf(op: Operation): string {
  return routeOf(op)[1] as string;
}

function routeOf(op: Operation): readonly string[] {
  if (op.http === undefined) throw new Error(`${op.name} has no route`);
  return op.http.split(' ');
}

export function pathParametersOf(op: Operation): string[] {
  return [...pathOf(op).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** The members of the input, by name; none for an input that is not one object. */
export function inputFields(op: Operation): Readonly<Record<string, unknown>> {
  return op.input instanceof z.ZodObject ? op.input.shape : {};
}

/** The members of the input that the path does not hold. */
function otherFields(op: Operation): string[] {
  const inPath = pathParametersOf(op);
  return Object.keys(inputFields(op)).filter((name) => !inPath.includes(name));
}

/** Whether a request carries content: a file, or JSON with what the path does not say. */
export function takesBody(op: Operation): boolean {
  if (op.body === 'stream') return true;
  return ['POST', 'PATCH', 'PUT'].includes(methodOf(op)) && bodyFieldsOf(op).length > 0;
}

/** The members that stand in the query. */
export function queryFieldsOf(op: Operation): string[] {
  const fields = otherFields(op);
  if (op.body === 'stream' || ['GET', 'DELETE'].includes(methodOf(op))) return fields;
  return fields.filter((name) => op.query?.includes(name));
}

/** The members that stand in the JSON body. */
export function bodyFieldsOf(op: Operation): string[] {
  const inQuery = new Set(queryFieldsOf(op));
  return otherFields(op).filter((name) => !inQuery.has(name));
}
