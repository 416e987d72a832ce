import type { z } from 'zod'
import type { ApiRefusal, WrongField } from '#lib/flows/settings/refuse-caller.ts'
import type { Contract } from './contract/contract.ts'

/** A request as it came: parts of its address, its query, its body. */
export type RawRequest = { params: unknown; query: unknown; body: unknown }

type Asked<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = {
  params: z.output<Params>
  query: z.output<Query>
  body: z.output<Body>
}

/** Reads a request as its contract says; or says what is wrong with which of its fields. */
export function readAsked<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>(
  contract: Contract<Params, Query, Body>,
  raw: RawRequest,
): Asked<Params, Query, Body> | { refused: ApiRefusal } {
  const params = contract.params.safeParse(raw.params)
  if (!params.success) return refusedBy(404, 'There is nothing of this name', params.error)
  const query = contract.query.safeParse(raw.query)
  if (!query.success) return refusedBy(400, 'The query cannot be read', query.error)
  const body = contract.body.safeParse(raw.body)
  if (!body.success) return refusedBy(400, 'The body cannot be read', body.error)
  return { params: params.data, query: query.data, body: body.data }
}

/** How many wrong fields are named. */
const mostErrors = 20

function refusedBy(status: number, what: string, { issues }: z.ZodError): { refused: ApiRefusal } {
  const errors = issues.slice(0, mostErrors).flatMap(wrongFields)
  const [first] = errors
  const detail = first ? `${what}: ${first.field} ${withoutCapital(first.reason)}.` : `${what}.`
  return { refused: { status, detail, errors } }
}

function wrongFields(issue: z.core.$ZodIssue): WrongField[] {
  const place = issue.path.map(String)
  if (issue.code === 'unrecognized_keys')
    return issue.keys
      .slice(0, mostErrors)
      .map(key => ({ field: [...place, key.slice(0, 60)].join('.'), reason: 'is not read here' }))
  return [{ field: place.join('.') || 'body', reason: issue.message }]
}

function withoutCapital(text: string): string {
  return text
    .replace(/^Invalid input: /, 'is not as it has to be: ')
    .replace(/^[A-Z](?=[a-z])/, sign => sign.toLowerCase())
}
