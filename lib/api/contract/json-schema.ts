import { z } from 'zod'

export type JsonSchema = Record<string, unknown>

export const jsonSchemaForm = { unrepresentable: 'any' as const, target: 'draft-2020-12' as const }

/** What a request may say. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { ...jsonSchemaForm, io: 'input' })
  return json
}
