import { z } from 'zod'
import { fieldsOf } from '#lib/alerts/fields/fields.ts'
import { plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { notAhead, readTime, timeOrNull } from '#lib/alerts/fields/time.ts'
import { type AgentFacts, agentModes, agentSchedulers, saysNothing } from '#lib/rules/agents/agent.ts'

const mostUnknown = 20
const mostReason = 200

const Version = z.string().regex(/^[0-9A-Za-z.+~-]{1,40}$/)
const Count = z.number().int().min(0).max(1e6)
const counted = 'a whole number'
/** At most an hour. */
const ScanMs = z
  .number()
  .min(0)
  .max(3_600_000)
  .transform(ms => Math.round(ms))
const Time = z
  .unknown()
  .refine(value => readTime(value) !== 'unreadable')
  .transform(timeOrNull)
const Reasons = z.array(z.string()).max(1000)

/**
 * What an agent says of itself. A field that is wrong is left out and named, and the rest counts: no heartbeat is refused
 * for it.
 */
export function readAgentFacts(value: unknown, receivedAt: Date): { facts: AgentFacts; leftOut: string[] } {
  // Agents of others send their name.
  if (value === null || value === undefined || typeof value === 'string')
    return { facts: saysNothing, leftOut: [] }
  const given = fieldsOf(value)
  if (!given) {
    const reason = `agent is ${quoted(value)}, but accepts an object: it was left out.`
    return { facts: saysNothing, leftOut: [reason] }
  }
  const leftOut: string[] = []
  function read<T>(name: keyof AgentFacts, schema: z.ZodType<T>, accepted: string): T | null {
    const parsed = schema.nullish().safeParse(given?.[name])
    if (parsed.success) return parsed.data ?? null
    leftOut.push(`agent.${name} is ${quoted(given?.[name])}, but accepts ${accepted}: it was left out.`)
    return null
  }
  const reasons = (read('unknown', Reasons, 'a list of texts') ?? []).map(reasonOf).filter(Boolean)
  if (reasons.length > mostUnknown)
    leftOut.push(`agent.unknown holds ${reasons.length} texts, of which the first ${mostUnknown} are kept.`)
  const facts: AgentFacts = {
    version: read('version', Version, 'up to 40 letters, digits and points'),
    mode: read('mode', z.enum(agentModes), agentModes.join(', ')),
    scheduler: read('scheduler', z.enum(agentSchedulers), agentSchedulers.join(', ')),
    scanMs: read('scanMs', ScanMs, 'milliseconds from 0 to 3600000'),
    baselineAt: notAhead(read('baselineAt', Time, 'seconds since 1970'), receivedAt).at,
    unknown: reasons.slice(0, mostUnknown),
    quarantined: read('quarantined', Count, counted),
    spooled: read('spooled', Count, counted),
    dropped: read('dropped', Count, counted),
    indicators: read('indicators', Count, counted),
  }
  return { facts, leftOut }
}

function reasonOf(text: string): string {
  return [...plainLine(text)].slice(0, mostReason).join('').trim().toWellFormed()
}
