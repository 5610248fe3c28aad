/** The chapters of the guide that are prose alone, as text: backticks mark code, empty lines part paragraphs. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export const chapters = {
  authentication: {
    id: 'authentication',
    title: 'Authentication',
    text: `Send the key in \`Authorization: Bearer ck_live_…\`, over https. A key belongs to one organisation, and so does everything that it sees: there is no parameter that names another.

Every key that is not accepted gets the same 401 in the same time, whatever is wrong with it: unknown, mistyped, revoked, expired, or used from an address that it is not allowed from. The true reason stands in the audit log of the organisation. More than 60 refused attempts in a minute from one address are answered 429.

A key in an address (\`?key=ck_live_…\`) is refused: addresses end up in logs and histories. Such a key is noted as exposed; rotate it.`,
  },
  programs: {
    id: 'programs',
    title: 'Programs that act for people',
    text: `A program on somebody's device needs no key: its person lets it act for them by OAuth 2.0, and it calls the API with \`Authorization: Bearer\` and an access token. Owners register the program under Connected apps: its name, where codes may go, and what people may allow it at most. The answer is a \`client_id\`; there is no client secret, and one that is sent is refused.

Where everything stands is told at \`/.well-known/oauth-authorization-server\` (RFC 8414). Ask for a code with \`response_type=code\`, \`code_challenge_method=S256\` and a \`state\`, at an address that is registered: exactly, or on any port of 127.0.0.1 and [::1]. Compare \`iss\` in the answer with the issuer. A code lives for a minute and works once. Devices without a browser use the device grant (RFC 8628).

An access token lives for ten minutes. The refresh token that comes with it works once and gives the next one: keep the new one before you use it, and let two copies of your program never share one, because a token that is used twice ends the access at once. A program may do what it was allowed, as far as the person's role holds it at that moment; it decides nothing about people, keys and programs. People and owners end its access at any time.`,
  },
  testMode: {
    id: 'test-mode',
    title: 'Test keys',
    text: `\`ck_test_\` marks a key for people and for secret scanners. It works on the same data as \`ck_live_\`, with the same limits. To try things out without touching real records, make an organisation of its own for it: each has a database of its own.`,
  },
  requests: {
    id: 'requests',
    title: 'Requests',
    text: `Bodies are JSON objects in UTF-8 with \`Content-Type: application/json\`, of at most 1 MB, 5 MB for a batch, or 16 kB where no key is needed. They may be compressed (\`Content-Encoding: gzip\`, \`deflate\` or \`br\`); what they unpack to counts too. Names that stand twice, numbers that a double cannot say exactly and fields that are not known are refused, by name.

Times are ISO 8601 with an offset and are answered in UTC. Ids are opaque texts with a prefix that says what they name, for example \`con_01J…\`. Amounts of money are whole numbers of the smallest unit.`,
  },
  idempotency: {
    id: 'idempotency',
    title: 'Repeating requests',
    text: `\`GET\`, and everything marked so, changes nothing and can be repeated at will. \`DELETE\` can be repeated too: the second one is answered 404.

For \`POST\` and \`PATCH\` send \`Idempotency-Key\`: 1 to 255 visible characters of your choice, a new one for each thing that you want done, for example a UUID. It belongs to your API key and is remembered for 24 hours together with the request and its answer. The same request with the same key is answered the same, with \`Idempotency-Replayed: true\`, and nothing is done again.

The same key with another request is answered 422 \`idempotency_mismatch\`; while the first one still runs, 409 \`idempotency_running\` with \`Retry-After\`. 409 \`idempotency_outcome_unknown\` says that the server stopped in the middle and cannot tell: look whether it happened, then use a new key. A request that was refused leaves nothing behind: mend it and send it with the same key. Where the answer holds a secret or the body is a file the header is refused.`,
  },
  versions: {
    id: 'etags',
    title: 'Versions and ETag',
    text: `Contacts, deals and activities have a \`version\` that grows by one with each change, and their answers an \`ETag\`. Send \`If-Match\` with it, or \`version\` in the body, and a change is refused with 412 \`version_conflict\` if somebody was faster: read again, decide again.

Send \`If-None-Match\` when you read again: 304 without content says that nothing has changed. Lists and overviews have weak tags (\`W/…\`) for that.`,
  },
  pagination: {
    id: 'pagination',
    title: 'Pages of lists',
    text: `Lists answer \`{ "data": […], "nextCursor": "…" }\`. Pass \`nextCursor\` as \`cursor\`, with everything else unchanged, until it is null. \`limit\` is at most 100.

A cursor is sealed: it belongs to your organisation and to that very query, and anything else is answered 400 \`invalid_cursor\`. Records that are made while you walk through a list neither repeat others nor hide them.`,
  },
  cors: {
    id: 'cors',
    title: 'Browsers and CORS',
    text: `Pages of other sites may call the API with a key of an organisation that allows their origin: exactly scheme, host and port, entered by an owner or admin under Allowed origins in the console. Cookies are never accepted from them, and no origin is allowed by a wildcard.

A key in a page can be read by everybody who opens the page. Give it the few scopes that may be public, or keep the key on a server of yours and call from there.`,
  },
  versioning: {
    id: 'versioning',
    title: 'Versions of the API',
    text: `The path names the version: \`/api/v1\`. Within it, operations, members of answers, optional members of requests and error codes may be added at any time: let pass what you do not know. Nothing is taken away without notice.

What will be taken away one day is deprecated first. Its answers carry \`Deprecation\` with the day since when, \`Sunset\` with the day from which it may be gone, at least six months ahead, and \`Link\` with what to use instead. Watch for these headers; the TypeScript client hands them to \`onAnswer\`.`,
  },
  rotation: {
    id: 'rotation',
    title: 'Rotating keys without downtime',
    text: `Keys are made and rotated by people, never by keys: whoever steals one cannot make more. Under API keys in the console choose Rotate. A new key with the same scopes is shown, once, and the old one works on for the grace that you choose: a day by default, 30 days at most, never past its own end.

Put the new key into your deployment. The column Last used of the old key shows, exact to a minute, whether anything still uses it; \`GET /me\` says which key a program runs with. When the old one rests, revoke it or let it end by itself. Nothing is refused in between.`,
  },
  leaks: {
    id: 'leaks',
    title: 'Reporting a leaked key',
    text: `Whoever finds a key where it should not be sends it to \`POST /api/v1/key-leaks\`, without any proof of who they are. It stops working at once; the owners and admins of its organisation get a mail and the ledger a receipt. The answer is the same for everything that is sent: it does not tell whether it was a key.`,
  },
  client: {
    id: 'typescript-client',
    title: 'TypeScript client',
    text: `\`clients/typescript\` in the source of Holdfast is a client without dependencies for Node 18 and later and for browsers, printed from this contract: one typed method for each operation, errors with \`code\`, \`status\`, \`requestId\` and \`fields\`, an \`Idempotency-Key\` on everything that takes one, and repetition where it is safe. \`listAll\` walks over all pages. Build it with \`npm run build\` there and install it from that folder.`,
  },
} as const satisfies Readonly<Record<string, Chapter>>;
