import { z } from 'zod'
import { plainName, quoted } from '#lib/alerts/fields/text.ts'
import { notAhead, readTime, timeOrNull } from '#lib/alerts/fields/time.ts'
import type { AgentFacts } from '#lib/rules/agents/agent.ts'
import { readAgentFacts } from './agent-facts.ts'

const Name = z
  .string()
  .transform(text => plainName(text).toWellFormed())
  .refine(text => text.length >= 1 && text.length <= 128)
const Load = z.number().min(0).max(1e6)
const Count = z.number().int().min(0).max(1e6)

/** What an agent sends of its server; what it does not name here is accepted and ignored. */
const Body = z.object({
  version: z.literal(1),
  server: z.string().nullish(),
  sentAt: z.unknown().refine(value => readTime(value) instanceof Date),
  bootId: Name,
  uptimeSec: z.number().min(0).max(1e10).nullish(),
  cores: z.number().int().min(1).max(65_536),
  load: z.tuple([Load, Load, Load]),
  checks: z.object({ run: Count }),
  openFingerprints: z.array(Name).max(1000),
})

const accepted: Record<keyof z.infer<typeof Body>, string> = {
  version: '1',
  server: 'a host name or an IP address',
  sentAt: 'a time such as 2026-03-10T14:30:00Z, or seconds since 1970',
  bootId: 'a text of 1 to 128 characters',
  uptimeSec: 'seconds',
  cores: 'how many processors are online',
  load: 'three numbers: the load over 1, 5 and 15 minutes',
  checks: 'an object whose run is how many checks were run',
  openFingerprints: 'a list of at most 1000 fingerprints of 1 to 128 characters',
}

/** Not worth a heartbeat: one that is wrong is left out and named, and the rest counts. At most an hour. */
const ResponseMs = z.number().min(0).max(3_600_000).nullish()

/** One heartbeat of an agent: how its server is, and all that it still finds. */
export type ReportedHeartbeat = {
  server: string | null
  /** By the agent's clock, unless that is more than five minutes ahead. */
  at: Date
  bootId: string
  bootedAt: Date | null
  cores: number
  load: readonly [number, number, number]
  checksRun: number
  /** How long the server took to answer its agent, in milliseconds; null: it did not say, or nothing that is true. */
  responseMs: number | null
  /** What the agent says of itself. */
  agent: AgentFacts
  /** Sentences on what was left out; null: nothing was. */
  leftOut: string | null
  openFingerprints: ReadonlySet<string>
}

/** Reads a heartbeat, or says which field is wrong. Pure. */
export function parseHeartbeat(
  body: unknown,
  receivedAt: Date,
): { heartbeat: ReportedHeartbeat } | { unreadable: string } {
  const parsed = Body.safeParse(body)
  if (!parsed.success) return { unreadable: wrongField(body, parsed.error.issues[0]?.path[0]) }
  const { server, sentAt, uptimeSec, bootId, cores, load, checks, openFingerprints } = parsed.data
  const at = notAhead(timeOrNull(sentAt), receivedAt).at ?? receivedAt
  const bootedAt = typeof uptimeSec === 'number' ? new Date(at.getTime() - uptimeSec * 1000) : null
  const facts = { server: server ?? null, at, bootId, bootedAt, cores, load, checksRun: checks.run }
  const given = body as { responseMs?: unknown; agent?: unknown }
  const response = readResponse(given.responseMs)
  const agent = readAgentFacts(given.agent, receivedAt)
  const leftOut = [response.leftOut, ...agent.leftOut].filter(Boolean).join(' ') || null
  return {
    heartbeat: {
      ...facts,
      responseMs: response.responseMs,
      agent: agent.facts,
      leftOut,
      openFingerprints: new Set(openFingerprints),
    },
  }
}

function readResponse(value: unknown): Pick<ReportedHeartbeat, 'responseMs' | 'leftOut'> {
  const read = ResponseMs.safeParse(value)
  if (read.success) return { responseMs: read.data ?? null, leftOut: null }
  const leftOut = `responseMs is ${quoted(value)}, but accepts milliseconds from 0 to 3600000: it was left out.`
  return { responseMs: null, leftOut }
}

function wrongField(body: unknown, path: PropertyKey | undefined): string {
  if (path === undefined) return `The body is ${quoted(body)}, but a heartbeat is an object.`
  const field = path as keyof typeof accepted
  return `${field} is ${quoted((body as Record<string, unknown>)[field])}, but accepts ${accepted[field]}.`
}
