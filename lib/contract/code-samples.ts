import { type JsonValue, type OpenApiDocument, type OperationObject, type Parameter, resolved } from './document.ts';

/** How one operation is called in three languages. Pages show it, tests run it. No Node imports. */

export interface CodeSamples {
  readonly curl: string;
  readonly typescript: string;
  readonly python: string;
}

/** What a call of the operation's example sends. */
interface ExampleCall {
  readonly name: string;
  readonly method: string;
  /** Below `/api/v1`, with its query. */
  readonly target: string;
  readonly input: Readonly<Record<string, JsonValue>>;
  readonly body: JsonValue | undefined;
  /** The media type of the file that is sent. */
  readonly fileType: string | undefined;
  readonly answersFile: boolean;
  /** A list that goes on from page to page. */
  readonly paged: boolean;
  readonly needsKey: boolean;
}

const urlVariable = 'HOLDFAST_URL';
const keyVariable = 'HOLDFAST_KEY';

/** What is open to anybody and yet not called by people's programs: sign-in, and the protocol between witnesses. */
const notForPrograms = /^(?:auth|witness)\./;

/** Null for operations that no key opens: pages of the console call them. */
export function codeSamples(
  document: Pick<OpenApiDocument, 'components'>,
  path: string,
  method: string,
  operation: OperationObject,
): CodeSamples | null {
  const open = operation.security.length === 0;
  const needsKey = operation.security.some((scheme) => 'apiKey' in scheme);
  if (!needsKey && (!open || notForPrograms.test(operation.operationId))) return null;
  const call = exampleCall(document, path, method, operation, needsKey);
  return { curl: curlOf(call), typescript: typescriptOf(call), python: pythonOf(call) };
}

function exampleCall(
  document: Pick<OpenApiDocument, 'components'>,
  path: string,
  method: string,
  operation: OperationObject,
  needsKey: boolean,
): ExampleCall {
  const parameters = (operation.parameters ?? []).map((parameter) => resolved<Parameter>(document, parameter));
  const example = (name: string) => parameters.find((parameter) => parameter.name === name)?.example ?? '';
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.example !== undefined);
  const search = new URLSearchParams(query.map(({ name, example: value }) => [name, String(value)])).toString();
  const [type] = Object.keys(operation.requestBody?.content ?? {});
  const body = operation.requestBody?.content['application/json']?.example;
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  const answers = Object.keys((success && resolved(document, success).content) ?? {});
  return {
    name: operation.operationId,
    method: method.toUpperCase(),
    target:
      path.replace(/\{(\w+)\}/g, (_, name: string) => String(example(name))) + (search === '' ? '' : `?${search}`),
    input: {
      ...Object.fromEntries(
        parameters.flatMap(({ in: place, name, example: value }) =>
          place === 'header' || value === undefined ? [] : [[name, value]],
        ),
      ),
      ...(body as Readonly<Record<string, JsonValue>> | undefined),
    },
    body,
    fileType: type === 'application/json' ? undefined : type,
    paged: parameters.some(({ in: place, name }) => place === 'query' && name === 'cursor'),
    answersFile: answers.length > 0 && !answers.includes('application/json'),
    needsKey,
  };
}

function curlOf(call: ExampleCall): string {
  const lines = [
    `curl ${call.method === 'GET' ? '' : `-X ${call.method} `}"$${urlVariable}/api/v1${call.target}"`,
    ...(call.needsKey ? [`-H "Authorization: Bearer $${keyVariable}"`] : []),
    ...(call.body === undefined ? [] : [`-H 'Content-Type: application/json'`, `-d ${shellText(pretty(call.body))}`]),
    ...(call.fileType === undefined ? [] : [`-H 'Content-Type: ${call.fileType}'`, '--data-binary @contacts.csv']),
    ...(call.answersFile ? ['-O -J'] : []),
  ];
  return lines.join(' \\\n  ');
}

/** Within single quotes a shell takes everything as it stands, but for the single quote itself. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function typescriptOf(call: ExampleCall): string {
  const input = Object.keys(call.input).length === 0 ? [] : [script(call.input)];
  if (call.paged && call.name.endsWith('.list')) {
    return `for await (const item of client.${call.name}All(${input.join('')})) {\n  console.log(item);\n}`;
  }
  const file = call.fileType === undefined ? [] : ["await readFile('contacts.csv')"];
  const given = [...(input.length === 0 && file.length > 0 ? ['{}'] : input), ...file].join(', ');
  const made = `await client.${call.name}(${given})`;
  const head = file.length > 0 ? "import { readFile } from 'node:fs/promises';\n\n" : '';
  return `${head}const answer = ${made};${call.answersFile ? '\nconsole.log(await answer.text());' : ''}`;
}

function pythonOf(call: ExampleCall): string {
  const data =
    call.fileType === undefined
      ? call.body === undefined
        ? []
        : [`    data=json.dumps(${python(call.body, '    ')}).encode(),`]
      : ['    data=open("contacts.csv", "rb").read(),'];
  const type = call.fileType ?? (call.body === undefined ? undefined : 'application/json');
  const headers = [
    ...(call.needsKey ? [`        "Authorization": "Bearer " + os.environ["${keyVariable}"],`] : []),
    ...(type === undefined ? [] : [`        "Content-Type": "${type}",`]),
  ];
  const hasJson = !call.answersFile && call.method !== 'DELETE';
  const read = hasJson ? 'json.load(answer)' : call.answersFile ? 'answer.read().decode()' : 'answer.status';
  return [
    `import ${[...(hasJson || call.body !== undefined ? ['json'] : []), 'os', 'urllib.request'].join(', ')}`,
    '',
    'request = urllib.request.Request(',
    `    os.environ["${urlVariable}"] + ${JSON.stringify(`/api/v1${call.target}`)},`,
    `    method="${call.method}",`,
    ...(headers.length === 0 ? [] : ['    headers={', ...headers, '    },']),
    ...data,
    ')',
    'with urllib.request.urlopen(request) as answer:',
    `    print(${read})`,
  ].join('\n');
}

const shortCharsMax = 72;

/** JSON over several lines only where one is too long. */
function pretty(value: JsonValue): string {
  const short = JSON.stringify(value);
  return short.length <= shortCharsMax ? short : JSON.stringify(value, null, 2);
}

/** A value as a literal of JavaScript. */
function script(value: JsonValue, indent = ''): string {
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  return literal(value, indent, {
    scalar: (one) => JSON.stringify(one),
    member: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`),
    nested: script,
    spaced: true,
  });
}

/** A value as a literal of Python. */
function python(value: JsonValue, indent = ''): string {
  return literal(value, indent, {
    scalar: (one) => (one === null ? 'None' : one === true ? 'True' : one === false ? 'False' : JSON.stringify(one)),
    member: (name) => JSON.stringify(name),
    nested: python,
    spaced: false,
  });
}

interface Notation {
  scalar(value: string | number | boolean | null): string;
  member(name: string): string;
  nested(value: JsonValue, indent: string): string;
  /** Whether there is a space inside the braces of a short object. */
  readonly spaced: boolean;
}

function literal(value: JsonValue, indent: string, notation: Notation): string {
  if (typeof value !== 'object' || value === null) return notation.scalar(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const parts = (deeper: string) =>
    isList
      ? value.map((item: JsonValue) => notation.nested(item, deeper))
      : Object.entries(value).map(
          ([name, part]) => `${notation.member(name)}: ${notation.nested(part ?? null, deeper)}`,
        );
  const space = notation.spaced && !isList ? ' ' : '';
  const short = `${open}${space}${parts(indent).join(', ')}${space}${close}`;
  if (short.length <= shortCharsMax && !short.includes('\n')) return short;
  const lines = parts(`${indent}  `).map((part) => `${indent}  ${part},`);
  return [open, ...lines, `${indent}${close}`].join('\n');
}
