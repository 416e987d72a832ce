import type { SendResult } from '#lib/mail/letter.ts'
import type { Answer } from './exchange.ts'
import type { Posted } from './outward.ts'

/** How one service means its answers. */
export type Meaning = {
  /** Who answers, as staff call it: "Slack". */
  name: string
  /** Statuses that speak of our account or of their configuration: somebody can correct them, so the message waits. */
  waits?: readonly number[]
  /** Whether this refusal says that nothing sent to the address will ever arrive. */
  isGone(answer: Answer): boolean
  /** The service's id of the message that it took. */
  idOf?(answer: Answer): string | null
  /** Seconds to wait, where the service says so elsewhere than in Retry-After. */
  pauseOf?(answer: Answer): number | null
}

/** Answers by which HTTP says that the same request may work later. */
const laterStatuses = [408, 425, 429]

/** What an answer means for a delivery. now: for a Retry-After that is a date. */
export function resultOf(posted: Posted, meaning: Meaning, now: Date): SendResult {
  if (posted.is === 'no-answer')
    return { is: 'retry', reason: `${meaning.name}: ${posted.reason}`, retryAfterSeconds: null }
  if (posted.is === 'forbidden') return { is: 'refused', reason: `${meaning.name}: ${posted.reason}` }
  const { status, body } = posted
  if (status >= 200 && status < 300) return { is: 'sent', providerId: meaning.idOf?.(posted) ?? null }
  const reason = `${meaning.name}: ${status} ${said(body)}`.trim()
  if (meaning.isGone(posted)) return { is: 'refused', reason, isGone: true }
  if (status >= 500 || laterStatuses.includes(status) || meaning.waits?.includes(status))
    return {
      is: 'retry',
      reason,
      retryAfterSeconds: meaning.pauseOf?.(posted) ?? retryAfterSeconds(posted, now),
    }
  return { is: 'refused', reason }
}

const mostSaid = 200

/** The beginning of what was answered, in one line. */
function said(body: string): string {
  return body
    .slice(0, mostSaid)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** Retry-After (RFC 9110 § 10.2.3): seconds or a date. */
function retryAfterSeconds({ headers }: Answer, now: Date): number | null {
  const given = headers['retry-after']
  if (!given) return null
  const seconds = /^\d+(\.\d+)?$/.test(given)
    ? Number(given)
    : (new Date(given).getTime() - now.getTime()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null
}

/** The body as JSON, or null: what a broken service says is not ours to fix. */
export function jsonOf({ body }: Answer): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
