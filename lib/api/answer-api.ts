import { createHash } from 'node:crypto'
import { type Database, getDatabase } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { largest } from '#lib/body/limits.ts'
import { streamJson, Unreadable } from '#lib/body/text-stream.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { type ApiCaller, findCaller, refuseScope, withRate } from '#lib/flows/settings/admit-caller.ts'
import { answerOnce } from '#lib/flows/settings/answer-once.ts'
import { answerRefusal } from '#lib/flows/settings/refuse-caller.ts'
import { findOperation } from './find-operation.ts'
import { type NotDone, type Operation, refuseWith } from './operation.ts'
import type { RawRequest } from './read-asked.ts'

/** Answers a request below /api/v1. */
export async function answerApi(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
): Promise<Response> {
  try {
    return await answer(request, now, db)
  } catch (error) {
    return asProblem(await answerFault('a request to the API', error))
  }
}

/** The answer to a body that cannot be read; anything else is thrown on. */
function refuseUnreadable(error: unknown): Response {
  if (!(error instanceof Unreadable)) throw error
  return answerRefusal({ status: error.why.refused, detail: error.why.message })
}

async function answer(request: Request, now: Date, db: Database): Promise<Response> {
  const { pathname } = new URL(request.url)
  const found = findOperation(request.method, pathname)
  switch (found.is) {
    case 'older':
      return found.operation.answer(request, now, db)
    case 'nothing':
      return answerRefusal({
        status: 404,
        detail: 'There is nothing at this address. /api lists what there is.',
      })
    case 'other-method': {
      const allow = [...new Set(found.methods)].join(', ')
      const detail = `${request.method} is not answered here, but ${allow}.`
      return answerRefusal({ status: 405, detail, headers: { allow } })
    }
    case 'operation':
      return answerOperation(found.operation, found.params, { request, now, db })
  }
}

type Asking = { request: Request; now: Date; db: Database }

async function answerOperation(
  { contract, run }: Operation,
  params: Record<string, string>,
  { request, now, db }: Asking,
): Promise<Response> {
  const caller = await findCaller(db, request, now)
  if ('refused' in caller) return answerRefusal(caller.refused)
  const answered = answerKnown({ contract, run }, params, caller, { request, now, db })
  return withRate(caller, await answered.catch(refuseUnreadable))
}

async function answerKnown(
  { contract, run }: Operation,
  params: Record<string, string>,
  caller: ApiCaller,
  { request, now, db }: Asking,
): Promise<Response> {
  const refusal = refuseScope(caller, contract.scope)
  if (refusal) return answerRefusal(refusal)
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const isDry = readDry(query, contract.hasNotices ?? false)
  if (typeof isDry !== 'boolean') return answerRefusal(isDry.refused)
  const key = isDry || contract.method === 'get' ? null : request.headers.get('idempotency-key')
  if (key !== null && !keyForm.test(key)) return answerRefusal(wrongKey.refused)
  const raw = { params, query, body: await bodyOf(request, contract.method) }
  const act = { db, now, caller, isDry, idFor: idsFor(caller, key) }
  const answerNow = async () => {
    const answered = await run(raw, act)
    if ('refused' in answered) return textOf(answerRefusal(answered.refused))
    return textOf(Response.json(answered, { status: 200 }))
  }
  if (key === null || contract.isSecret) return answerWith(await answerNow())
  const digest = digestOf(request, raw)
  const kept = await answerOnce(db, { tokenId: caller.id, key, digest }, now, answerNow)
  return typeof kept === 'string' ? answerRefusal(keptWords[kept].refused) : answerWith(kept)
}

/** A write is never done by somebody who believes that it is not. */
function readDry(query: Record<string, string>, hasNotices: boolean): boolean | NotDone {
  const given = query.dry_run
  delete query.dry_run
  if (given === undefined) return false
  if (!hasNotices)
    return refuseWith(400, 'This tells nobody, so dry_run is not read here. Nothing was done.', 'dry_run')
  if (given === 'true' || given === 'false') return given === 'true'
  return refuseWith(400, 'dry_run has to be true or false. Nothing was done.', 'dry_run')
}

const keyForm = /^[\x21-\x7e]{1,255}$/
const wrongKey = refuseWith(
  400,
  'Idempotency-Key has to be 1 to 255 visible characters of ASCII.',
  'Idempotency-Key',
)
const keptWords = {
  'other-request': refuseWith(
    422,
    'This Idempotency-Key was given to another request within a day.',
    'Idempotency-Key',
  ),
  'under-way': refuseWith(
    409,
    'The same request is being answered. Send it again in a few seconds.',
    'Idempotency-Key',
  ),
}

async function bodyOf(request: Request, method: string): Promise<unknown> {
  if (method === 'get' || request.body === null) return {}
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const hasNone = request.headers.get('content-length') === '0'
  if (hasNone) return {}
  if (type !== 'application/json' && method !== 'delete')
    throw new Unreadable({ refused: 415, message: 'The content type has to be application/json.' })
  return method === 'delete' ? {} : streamJson(request, largest.api)
}

function digestOf(request: Request, { body }: RawRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([request.method, request.url, body]))
    .digest('hex')
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Ids of what a request makes: those of a request that names itself are the same each time it comes. */
function idsFor({ id }: ApiCaller, key: string | null): (what: string) => string {
  if (key === null) return () => newId()
  return what => {
    const bytes = createHash('sha256')
      .update(JSON.stringify([id, key, what]))
      .digest()
    return Array.from({ length: 12 }, (_, i) => letters[bytes.readUInt16BE(i * 2) % letters.length]).join('')
  }
}

async function textOf(response: Response): Promise<{ status: number; body: string }> {
  return { status: response.status, body: await response.text() }
}

function answerWith({ status, body, isKept }: { status: number; body: string; isKept?: true }): Response {
  const type = status < 300 ? 'application/json' : 'application/problem+json'
  const headers = new Headers({ 'content-type': type })
  if (isKept) headers.set('idempotent-replayed', 'true')
  return new Response(body, { status, headers })
}

/** What other programs are told of a fault, in the form of this API. */
async function asProblem(response: Response): Promise<Response> {
  const { message }: { message: string } = await response.json()
  const retry = response.headers.get('retry-after')
  return answerRefusal({
    status: response.status,
    detail: message,
    ...(retry ? { headers: { 'retry-after': retry } } : {}),
  })
}
