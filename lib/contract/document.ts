/** The parts of OpenAPI 3.1.1 that the contract uses, as types. No Node imports: pages render the document. */

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue | undefined };

/** JSON Schema 2020-12, as far as the product's schemas are printed in it. */
export interface JsonSchema {
  $ref?: string;
  type?: string | readonly string[];
  description?: string;
  format?: string;
  pattern?: string;
  enum?: readonly JsonValue[];
  const?: JsonValue;
  default?: JsonValue;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

export interface Reference {
  readonly $ref: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly example?: JsonValue;
  /** Lists repeat the name: `?tag=a&tag=b`. */
  readonly style?: 'form';
  readonly explode?: boolean;
}

export interface Example {
  readonly summary?: string;
  readonly value: JsonValue;
}

export interface MediaType {
  readonly schema: JsonSchema;
  readonly example?: JsonValue;
  readonly examples?: Readonly<Record<string, Example | Reference>>;
}

export interface Header {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example?: JsonValue;
}

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface RequestBody {
  readonly required: boolean;
  readonly description?: string;
  readonly content: Readonly<Record<string, MediaType>>;
}

/** What a caller may spend, as an extension of an operation. */
export interface LimitNote {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly by: string;
}

export interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly deprecated?: true;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
  /** The permission that a role or a key's scopes must hold. */
  readonly 'x-permission'?: string;
  readonly 'x-plan-feature'?: string;
  readonly 'x-limits': readonly LimitNote[];
  /** Largest request body, in bytes. */
  readonly 'x-body-bytes-max'?: number;
  /** Whether `Idempotency-Key` makes a repeated request harmless. */
  readonly 'x-idempotency-key'?: true;
  /** Whether a client may send the same request again without asking: it changes nothing. */
  readonly 'x-reads-only'?: true;
}

export type MethodName = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type PathItem = Readonly<Partial<Record<MethodName, OperationObject>>>;

export interface SecurityScheme {
  readonly type: 'http' | 'apiKey';
  readonly description: string;
  readonly scheme?: string;
  readonly bearerFormat?: string;
  readonly in?: 'cookie';
  readonly name?: string;
}

export interface Components {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly responses: Readonly<Record<string, ResponseObject>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly headers: Readonly<Record<string, Header>>;
  readonly examples: Readonly<Record<string, Example>>;
  readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
}

export interface TagObject {
  readonly name: string;
  readonly description: string;
}

/** The whole contract. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly license: { readonly name: string; readonly identifier: string };
  };
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly TagObject[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Components;
}

/** Every operation of the document with its place, in the document's order. */
export function operationsOf(
  document: Pick<OpenApiDocument, 'paths'>,
): { readonly path: string; readonly method: MethodName; readonly operation: OperationObject }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method: method as MethodName, operation })),
  );
}

/** What a reference inside the document points to. @throws `Error` for one that points nowhere. */
export function resolved<T extends object>(document: Pick<OpenApiDocument, 'components'>, value: T | Reference): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T;
  let found: unknown = document;
  for (const step of value.$ref.split('/').slice(1)) found = (found as Record<string, unknown>)?.[step];
  if (typeof found !== 'object' || found === null) throw new Error(`the contract refers to nothing: ${value.$ref}`);
  return resolved(document, found as T | Reference);
}
