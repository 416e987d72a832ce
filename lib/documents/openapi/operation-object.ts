import type { Contract } from '#lib/api/contract/contract.ts'
import { inputSchema, type JsonSchema } from '#lib/api/contract/json-schema.ts'
import { nounOf } from '#lib/api/contract/nouns.ts'
import { outputSchema } from './schemas.ts'

type Parameter = Record<string, unknown>

/** An operation as OpenAPI 3.1 has it. */
export function operationObject(contract: Contract): Record<string, unknown> {
  const { id, summary, scope, answer, example, method } = contract
  return {
    operationId: id,
    tags: [nounOf(contract)],
    summary,
    description: `Needs the scope \`${scope}\`.`,
    security: [{ key: [] }],
    parameters: parametersOf(contract),
    ...(method === 'get' || method === 'delete' ? {} : { requestBody: bodyOf(contract) }),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: outputSchema(answer), example: example.answer } },
      },
      default: { $ref: '#/components/responses/Problem' },
      '4XX': { $ref: '#/components/responses/Problem' },
    },
  }
}

function parametersOf({
  params,
  query,
  example,
  hasNotices,
  isOlder,
  isSecret,
  method,
}: Contract): Parameter[] {
  const named = [
    ...fieldsOf('path', inputSchema(params), example.params),
    ...fieldsOf('query', inputSchema(query), example.query),
  ]
  if (hasNotices) named.push({ $ref: '#/components/parameters/DryRun' })
  if (method !== 'get' && !isOlder && !isSecret)
    named.push({ $ref: '#/components/parameters/IdempotencyKey' })
  return named
}

function fieldsOf(
  place: 'path' | 'query',
  schema: JsonSchema,
  example: Record<string, string> = {},
): Parameter[] {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>
  return Object.entries(properties).map(([name, { description, ...form }]) => ({
    name,
    in: place,
    required: place === 'path',
    ...(description === undefined ? {} : { description }),
    ...(name in example ? { example: typed(example[name] ?? '', form) } : {}),
    schema: form,
  }))
}

/** A number where the form says so: an example is not as it stands in the address. */
function typed(text: string, { type }: JsonSchema): string | number {
  return type === 'integer' || type === 'number' ? Number(text) : text
}

function bodyOf({ body, example, formats = [] }: Contract): Record<string, unknown> {
  const others = formats.map(format => [format, { schema: { type: 'string' } }])
  const content = {
    schema: inputSchema(body),
    ...(example.body === undefined ? {} : { example: example.body }),
  }
  return {
    required: example.body !== undefined,
    content: { 'application/json': content, ...Object.fromEntries(others) },
  }
}
