import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import type { ApiCaller } from '#lib/flows/settings/admit-caller.ts'
import type { ApiRefusal } from '#lib/flows/settings/refuse-caller.ts'
import type { Contract } from './contract/contract.ts'
import { type RawRequest, readAsked } from './read-asked.ts'

/** With what an operation works. */
export type ApiAct = {
  db: Database
  now: Date
  caller: ApiCaller
  /** Only says what would be. */
  isDry: boolean
  /** A new id; for a request that names itself the same each time. what: which of several. */
  idFor: (what: string) => string
}

export type NotDone = { refused: ApiRefusal }

/** One operation: what it takes and answers, and what it does. */
export type Operation = {
  contract: Contract
  run: (raw: RawRequest, act: ApiAct) => Promise<object | NotDone>
}

/** One that was there before the others: it admits its caller and reads its request itself. */
export type OlderOperation = {
  contract: Contract
  answer: (request: Request, now: Date, db: Database) => Promise<Response>
}

/** Binds a contract to what does it. */
export function operation<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  contract: Contract<Params, Query, Body, Answer>,
  run: (
    asked: { params: z.output<Params>; query: z.output<Query>; body: z.output<Body> },
    act: ApiAct,
  ) => Promise<(z.input<Answer> & object) | NotDone>,
): Operation {
  return {
    contract,
    run: async (raw, act) => {
      const asked = readAsked(contract, raw)
      return 'refused' in asked ? asked : run(asked, act)
    },
  }
}

/** Why an operation was not done: a sentence, and the field that it is about. */
export function refuseWith(status: number, detail: string, field?: string): NotDone {
  const errors = field === undefined ? undefined : [{ field, reason: detail }]
  return { refused: errors ? { status, detail, errors } : { status, detail } }
}
