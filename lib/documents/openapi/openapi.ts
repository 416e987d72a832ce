import { contracts } from '#lib/api/contract/contracts.ts'
import { apiNouns } from '#lib/api/contract/nouns.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { json } from '#lib/documents/format.ts'
import { siteAddress } from '#lib/documents/site.ts'
import { ourSite } from '#lib/site.ts'
import { operationObject } from './operation-object.ts'
import { namedSchemas, problemSchema } from './schemas.ts'

/** The API as OpenAPI 3.1, made of the contracts that check its requests. */
export const openApi: PublicDocument = {
  path: /^\/api\/v1\/openapi\.json$/,
  format: json,
  maxAgeSeconds: 300,
  write: async () => `${JSON.stringify(openApiObject(), null, 1)}\n`,
}

function openApiObject() {
  return {
    openapi: '3.1.0',
    info: {
      title: `${ourSite().name}: status API`,
      version: '1',
      description: 'Reads and writes what staff do at the desk. Keys are made there, under API keys.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: siteAddress('/api/v1') }],
    tags: apiNouns.map(({ name, title }) => ({ name, description: title })),
    paths: pathsOf(),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key from the desk' } },
      parameters,
      responses: {
        Problem: {
          description: 'Why it was not done: problem details (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: { ...namedSchemas(), Problem: problemSchema },
    },
  }
}

const parameters = {
  DryRun: {
    name: 'dry_run',
    in: 'query',
    description: 'Says how many would hear, and does nothing',
    schema: { type: 'boolean', default: false },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Sent again with the same key within a day, a request does nothing and is answered as the first was',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
}

function pathsOf() {
  const byPath = Map.groupBy(contracts, contract => contract.path)
  return Object.fromEntries(
    [...byPath].map(([path, own]) => [
      path,
      Object.fromEntries(own.map(contract => [contract.method, operationObject(contract)])),
    ]),
  )
}
