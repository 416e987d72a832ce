import { z } from 'zod'
import { type Database, getDatabase } from '#db/client.ts'
import { removeCustomers } from '#db/writes/customers/customers.ts'
import { largest } from '#lib/body/limits.ts'
import { streamJson, streamText, Unreadable } from '#lib/body/text-stream.ts'
import { readCustomerFile } from '#lib/customers/read-file.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { type ApiCaller, admitCaller, refuseCaller, withRate } from '#lib/flows/settings/admit-caller.ts'
import { answerRefusal } from '#lib/flows/settings/refuse-caller.ts'
import type { RateLimit } from '#lib/limits/rate-limit.ts'
import { type CustomerItem, type CustomerReport, readCustomer, words } from '#lib/rules/customers/customer.ts'
import { readDomain } from '#lib/rules/subscribers/target.ts'
import { customerProblemText } from '#lib/words/customers.ts'
import { wordsIn } from '#lib/words/words.ts'
import { changeCustomers } from './change-customers.ts'

/** A JSON body holds at most this many customers; a file within the limit for bodies 300,000. */
const mostInJson = 5_000

/** Answers PUT and POST (write, with ?replace the whole map, with ?dry-run nothing) and DELETE to /api/v1/customers. */
export async function answerCustomers(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
  wrong?: RateLimit,
): Promise<Response> {
  try {
    const caller = await admitCaller(db, request, 'customers:write', now, wrong)
    if (caller instanceof Response) return caller
    const isRemoval = request.method === 'DELETE'
    const answer = isRemoval ? answerDelete(db, request) : answerWrite(db, request, caller, now)
    return withRate(caller, await answer)
  } catch (error) {
    if (error instanceof Unreadable) return refuseCaller(error.why.refused, error.why.message)
    return answerFault('customers', error)
  }
}

async function answerWrite(db: Database, request: Request, caller: ApiCaller, now: Date): Promise<Response> {
  const query = new URL(request.url).searchParams
  const items = await itemsOf(request)
  if (items instanceof Response) return items
  const options = { isWhole: query.has('replace'), isDry: query.has('dry-run') }
  const by = { staffId: caller.id, name: `token ${caller.name}` }
  const { isRefused, problems, ...report } = await changeCustomers(db, { items, ...options, by }, now)
  const body = { ...report, problems: problems.map(problemInWords) }
  if (!isRefused) return Response.json({ ...(options.isDry ? { dryRun: true } : {}), ...body })
  const message = options.isWhole
    ? 'Nothing was stored: the map is only replaced by one without problems, else customers would be lost.'
    : 'Nothing was stored: every line has a problem.'
  return answerRefusal({ status: 422, detail: message, more: body })
}

/** Callers of the API have English, whatever language readers have. */
function problemInWords({ at, ...problem }: CustomerReport['problems'][number]) {
  return { line: at, field: problem.field, reason: customerProblemText(wordsIn('en'), problem) }
}

async function itemsOf(request: Request): Promise<AsyncIterable<CustomerItem> | CustomerItem[] | Response> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'text/csv') return readCustomerFile(streamText(request, largest.customers))
  if (type !== 'application/json')
    return refuseCaller(
      415,
      `The content type is "${type.slice(0, 80)}", but has to be application/json or text/csv.`,
    )
  const parsed = Body.safeParse(await streamJson(request, largest.customers))
  if (!parsed.success)
    return refuseCaller(
      400,
      'Send one customer, or {"customers": […]}: {"domain": …, "server": …, "account": …, "contacts": […]}.',
    )
  const list: unknown[] = parsed.data
  if (list.length > mostInJson)
    return refuseCaller(
      413,
      `There are ${list.length} customers, but at most ${mostInJson} fit one request. Send more as text/csv.`,
    )
  return list.map((each, i) => readCustomer(i + 1, each))
}

const Body = z.union([
  z.object({ customers: z.array(z.unknown()) }).transform(({ customers }) => customers),
  z.looseObject({ domain: z.string(), server: z.string() }).transform(one => [one]),
])

/** One of them: of two, it would not be clear whether to remove what fits both, or either. */
const Which = z.union([
  z.strictObject({ domain: words(1, 300) }).transform(({ domain }) => ({ domains: [domain] })),
  z.strictObject({ domains: z.array(words(1, 300)).max(mostInJson) }),
  z.strictObject({ account: words(1, 200) }),
])

async function answerDelete(db: Database, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams
  const which = Which.safeParse(
    query.size > 0 ? Object.fromEntries(query) : await streamJson(request, largest.customers),
  )
  if (!which.success)
    return refuseCaller(
      400,
      'Name what to remove by one of these: {"domain": …}, {"domains": […]} or {"account": …}.',
    )
  const named =
    'domains' in which.data
      ? { domains: which.data.domains.map(text => readDomain(text) ?? text) }
      : which.data
  return Response.json({ removed: await db.transaction(tx => removeCustomers(tx, named)) })
}
