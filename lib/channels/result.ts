import type { HttpAnswer } from '#lib/channels/outward/exchange.ts'
import type { Posted } from '#lib/channels/outward/outward.ts'
import type { TellResult } from './channel.ts'

/** How one service means its answers. */
export type AnswerMeaning = {
  /** Who answers, as staff call it: "Slack". */
  name: string
  /** Statuses that speak of our account or of their configuration: somebody can correct them, so the message waits. */
  waits?: readonly number[]
  /** Whether this refusal says that nothing sent to the address will ever arrive. */
  isGone(answer: HttpAnswer): boolean
  /** The service's id of the message that it took. */
  idOf?(answer: HttpAnswer): string | null
  /** Seconds to wait, where the service says so elsewhere than in Retry-After. */
  pauseOf?(answer: HttpAnswer): number | null
  /** What the addresses begin with that share a limit with this one, by the answer that says so. Left out: none do. */
  sharedBy?(address: string, answer: HttpAnswer): string | null
  /** Whether an error of its own leaves open that it took the message. */
  isOpenAt?(status: number): boolean
}

/** Answers by which HTTP says that the same request may work later. */
const laterStatuses = [408, 425, 429]

/** What an answer from an address means for a delivery. now: for a Retry-After that is a date. */
export function tellResultOf(posted: Posted, meaning: AnswerMeaning, address: string, now: Date): TellResult {
  switch (posted.is) {
    case 'forbidden':
      return { is: 'refused', reason: `${meaning.name}: ${posted.reason}`, isGone: false }
    case 'no-answer':
      return {
        is: 'retry',
        reason: `${meaning.name}: ${posted.reason}`,
        retryAfterSeconds: null,
        mayBeTaken: posted.wasSent,
        sharedBy: null,
      }
    case 'answer':
      return answered(posted, meaning, address, now)
  }
}

function answered(answer: HttpAnswer, meaning: AnswerMeaning, address: string, now: Date): TellResult {
  const { status, body } = answer
  if (status >= 200 && status < 300)
    return { is: 'sent', providerId: said(meaning.idOf?.(answer) ?? '') || null }
  const reason = `${meaning.name}: ${`${status} ${said(body)}`.trim()}${adviceFor(status)}`
  const isGone = meaning.isGone(answer)
  const mayWork = status >= 500 || laterStatuses.includes(status) || meaning.waits?.includes(status)
  if (isGone || !mayWork) return { is: 'refused', reason, isGone }
  const retryAfterSeconds = meaning.pauseOf?.(answer) ?? retryAfterOf(answer, now)
  const sharedBy = status === 429 ? (meaning.sharedBy?.(address, answer) ?? null) : null
  return { is: 'retry', reason, retryAfterSeconds, mayBeTaken: meaning.isOpenAt?.(status) ?? false, sharedBy }
}

/** Everything at the same host: "https://example.com/". */
export function hostOf(address: string): string {
  return `${new URL(address).origin}/`
}

/** What a person can do about a refusal, where the service says only a number; nothing where it alone knows. */
function adviceFor(status: number): string {
  if (status >= 300 && status < 400)
    return ' – it sends us to another address, and we follow none: give that one.'
  if (status === 401 || status === 403) return ' – it does not let us in: check the address and its token.'
  if (status === 404) return ' – there is nothing at this address: check it, or make a new one.'
  if (status === 410) return ' – it is gone for good: make a new one.'
  if (status === 429) return ' – it takes no more for now; we try again.'
  return status >= 500 ? ' – it has trouble of its own; we try again.' : ''
}

const mostSaid = 200

/** The beginning of what was answered, in one line: without half a mail at its end, which no database keeps. */
function said(text: string): string {
  return text
    .slice(0, mostSaid)
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

/** Retry-After (RFC 9110 § 10.2.3): seconds or a date. */
function retryAfterOf({ headers }: HttpAnswer, now: Date): number | null {
  const given = headers['retry-after']
  if (!given) return null
  const seconds = /^\d+(\.\d+)?$/.test(given)
    ? Number(given)
    : (new Date(given).getTime() - now.getTime()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null
}

/** The body as JSON, or null: what a broken service says is not ours to fix. */
export function jsonOf({ body }: HttpAnswer): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
