import { z } from 'zod'
import { type Database, getDatabase } from '#db/client.ts'
import { readShownAdvisory } from '#db/reads/posts/progress.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { readBytes } from '#lib/body/bytes.ts'
import { readJson } from '#lib/body/json.ts'
import { largest } from '#lib/body/limits.ts'
import { readText } from '#lib/body/text.ts'
import { type ApiCaller, admitCaller, refuseCaller, withRate } from '#lib/flows/settings/admit-caller.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'
import { noteProgress } from './note-progress.ts'

const mostServers = 200

const Body = z.object({
  post: z.string().trim().min(1).max(160),
  servers: z.array(z.string().trim().min(1).max(253)).min(1).max(mostServers),
  done: z.boolean().default(true),
})

/** An id, or an address as posts have them. */
const isName = /^[a-z0-9-]+$/

const shape = `Send {"post": its address or id, "servers": [1 to ${mostServers} names], "done": true or false}.`

/** Answers POST to /api/v1/progress: on which servers of an advisory the work is done, or is not after all. */
export async function answerProgress(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
): Promise<Response> {
  const caller = await admitCaller(db, request, 'progress:write', now)
  if (caller instanceof Response) return caller
  return withRate(caller, await answerKnown(request, caller, now, db))
}

async function answerKnown(request: Request, caller: ApiCaller, now: Date, db: Database): Promise<Response> {
  const bytes = await readBytes(request, largest.form)
  if ('refused' in bytes) return refuseCaller(bytes.refused, bytes.message)
  const text = await readText(bytes, request.headers)
  if (typeof text !== 'string') return refuseCaller(text.refused, text.message)
  const read = await readJson(text)
  if ('refused' in read) return refuseCaller(read.refused, read.message)
  const body = Body.safeParse(read.value)
  if (!body.success) return refuseCaller(400, shape)
  return note(db, body.data, caller, now)
}

async function note(
  db: Database,
  { post, servers: names, done }: z.infer<typeof Body>,
  { id: staffId, name }: ApiCaller,
  now: Date,
): Promise<Response> {
  // PostgreSQL refuses some signs with an error.
  const advisory = isName.test(post) ? await readShownAdvisory(db, post) : null
  if (!advisory) return refuseCaller(404, `No advisory that readers see is called "${post}".`)
  const { servers } = await readTargets(db)
  const found = names.map(name => ({ name, id: chosenServer(name, servers)?.id }))
  const unknown = found.filter(each => each.id === undefined).map(each => each.name)
  const named = new Set(advisory.namedServerIds)
  const notInPost = found.filter(({ id }) => id !== undefined && !named.has(id)).map(({ name }) => name)
  const ids = found.flatMap(({ id }) => (id !== undefined && named.has(id) ? [id] : []))
  const change = done ? { done: ids, undone: [] } : { done: [], undone: ids }
  const outcome = await noteProgress(
    db,
    { postId: advisory.id, staffId, by: `token ${name}`, ...change },
    now,
  )
  if (outcome === 'gone') return refuseCaller(404, `No advisory that readers see is called "${post}".`)
  return Response.json({ noted: ids.length, unknown, notInPost })
}
