import { z } from 'zod'
import { type JsonSchema, jsonSchemaForm } from '#lib/api/contract/json-schema.ts'
import { Done, PostShape, ServerStatus, ToldShape } from '#lib/api/contract/shapes.ts'

/** What several operations answer stands once, under a name. */
const names = z.registry<{ id: string }>()
names.add(PostShape, { id: 'Post' })
names.add(ServerStatus, { id: 'ServerStatus' })
names.add(ToldShape, { id: 'Told' })
names.add(Done, { id: 'Done' })

/** What an answer says; what has a name is named alone. */
export function outputSchema(schema: z.ZodType): JsonSchema {
  const named = z.toJSONSchema(schema, { ...jsonSchemaForm, io: 'output', metadata: names, reused: 'inline' })
  const { $schema: _, $defs, id: __, ...json } = named
  return renamed(json)
}

/** The named ones. */
export function namedSchemas(): JsonSchema {
  const { schemas } = z.toJSONSchema(names, {
    ...jsonSchemaForm,
    io: 'output',
    uri: id => `#/components/schemas/${id}`,
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...json }]) => [name, json]),
  )
}

function renamed(json: object): JsonSchema {
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/'))
}

/** Problem details (RFC 9457). */
export const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened and what to do' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'reason'],
        properties: { field: { type: 'string' }, reason: { type: 'string' } },
      },
    },
    scope: { type: 'string', description: 'The scope that the key lacks' },
  },
}
