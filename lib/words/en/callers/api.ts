/** The page that shows the API to whoever writes a program. */
export const api = {
  title: 'API',
  headline: 'What programs can do here',
  intro:
    'The API reads and changes what staff do at the desk. Each request carries a key, which is made at the desk under API keys and may do what its scopes say.',
  specification: '<link>The specification</link> is OpenAPI 3.1, for tools that read it.',
  begin: 'A countermeasure is one command',
  refusals:
    'What is not done is answered with problem details (RFC 9457), which name the fields. A key without the scope is answered 403 with the scope that it lacks.',
  dryRun:
    'With ?dry_run=true a write that may tell people does nothing and says how many would hear and what their mail says.',
  once: 'A request with an Idempotency-Key is done once: sent again within a day, it is answered as the first was.',
  limits:
    'Each key has a number of requests in a minute, and answers say in RateLimit-Policy and RateLimit what is left. Beyond it is 429, with Retry-After.',
  leaked:
    'A key that somebody else has seen is ended by POST /api/v1/keys/leaked with its text as key, in JSON, which needs no key itself. Its owners are told.',
  pages: 'Lists end with next: give it as cursor to read on; null is the end.',
  scope: 'Needs {scope}',
  tells: 'It may tell people: try it with ?dry_run=true',
  required: 'required',
  request: 'Request',
  answer: 'Answer',
} as const
