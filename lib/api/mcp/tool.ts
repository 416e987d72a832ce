import { z } from 'zod'
import type { Database } from '#db/client.ts'
import { inputSchema, type JsonSchema } from '#lib/api/contract/json-schema.ts'
import type { NotDone } from '#lib/api/operation.ts'
import type { ApiCaller } from '#lib/flows/settings/admit-caller.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'

/** With what a tool works. */
export type ToolAct = {
  db: Database
  now: Date
  /** null: nobody known, who may only read what readers see. */
  caller: ApiCaller | null
  /** Takes a turn at the name system. Returns false when this reader has none left. */
  mayAsk: () => boolean
}

/** Something that a model can do here. */
export type ApiTool = {
  name: string
  title: string
  description: string
  /** null: anybody may call it, as long as staff let them. */
  scope: ApiScope | null
  annotations: {
    readOnlyHint: boolean
    destructiveHint: boolean
    idempotentHint: boolean
    openWorldHint: boolean
  }
  inputSchema: JsonSchema
  call: (given: unknown, act: ToolAct) => Promise<object | NotDone>
}

const reading = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }

type Reading<Input extends z.ZodObject> = {
  name: string
  title: string
  description: string
  input: Input
  call: (given: z.output<Input>, act: ToolAct) => Promise<object | NotDone>
}

/** A tool that reads what readers see. */
export function publicTool<Input extends z.ZodObject>({ input, call, ...rest }: Reading<Input>): ApiTool {
  return {
    ...rest,
    scope: null,
    annotations: reading,
    inputSchema: inputSchema(input),
    call: async (given, act) => {
      const read = input.safeParse(given)
      if (read.success) return call(read.data, act)
      return { refused: { status: 400, detail: z.prettifyError(read.error) } }
    },
  }
}
