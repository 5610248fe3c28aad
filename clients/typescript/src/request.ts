import type { FileBody, OperationFacts, Sent } from './transport-types.ts';

/** A request as it can be sent more than once. */
export interface PreparedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FileBody | undefined;
}

/** Puts each member of the input where it belongs: path, query or body. */
export function prepareRequest(
  base: string,
  apiKey: string | undefined,
  operation: OperationFacts,
  { input = {}, file, options }: Sent,
): PreparedRequest {
  const members = new Map<string, unknown>(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = members.get(name);
    if (value === undefined || value === null || value === '') throw new TypeError(`${operation.name} needs ${name}`);
    members.delete(name);
    // A segment of dots is no name: it would make the address one of another operation (CWE-22).
    if (/^\.{1,2}$/.test(String(value))) throw new TypeError(`${operation.name}: ${name} is no id`);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const name of operation.query ?? []) {
    const value = members.get(name);
    members.delete(name);
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const hasJson = file === undefined && !['GET', 'DELETE'].includes(operation.method) && members.size > 0;
  const search = `${query}` === '' ? '' : `?${query}`;
  return {
    url: `${base}/api/v1${path}${search}`,
    method: operation.method,
    headers: {
      accept: 'application/json, application/problem+json;q=0.9, */*;q=0.1',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      ...(hasJson ? { 'content-type': 'application/json' } : {}),
      ...(file === undefined ? {} : { 'content-type': operation.sends ?? 'application/octet-stream' }),
      ...(operation.idempotent ? { 'idempotency-key': options.idempotencyKey ?? newKey() } : {}),
      ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
    },
    body: hasJson ? JSON.stringify(Object.fromEntries(members)) : file,
  };
}

/** Whether the same request can be sent again at all. */
export function isRepeatable({ body }: PreparedRequest): boolean {
  return !(body instanceof ReadableStream);
}

/** Unlike any other. Not a secret: where there is no cryptography (Node 18, pages over http) chance and time will do. */
function newKey(): string {
  const { crypto } = globalThis as { readonly crypto?: Pick<Crypto, 'randomUUID'> };
  if (typeof crypto?.randomUUID === 'function') return crypto.randomUUID();
  const part = () => Math.random().toString(36).slice(2, 12).padEnd(10, '0');
  return `${Date.now().toString(36)}-${part()}-${part()}`;
}
