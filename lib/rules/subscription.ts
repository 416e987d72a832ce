import { z } from 'zod'
import type { Watch } from './audience.ts'
import { later, latest } from './time.ts'

/** A question to the owner of the address is valid for so long; then it is void. */
export const confirmHours = 72

/** Nobody's mailbox is to be filled: the pause after a question grows from the one to the other while none is answered. */
const shortestPauseSeconds = 300
const longestPauseSeconds = 3600

const id = '[a-z0-9]{12}'
const Target = z.string().regex(new RegExp(`^(?:all|(?:server|group):${id})$`))
const Email = z.string().trim().toLowerCase().pipe(z.email().max(254))

export const subscriptionProblems = ['email', 'target'] as const
export type SubscriptionProblem = (typeof subscriptionProblems)[number]

export type SubscriptionAsked = { is: 'subscription'; email: string; watch: Watch }

/** Reads the form. robot: the field that people do not see is filled in. watch: what can be kept of a wrong form. */
export function readSubscriptionForm(
  fields: Readonly<Record<string, string>>,
): SubscriptionAsked | { is: 'robot' } | { is: 'wrong'; problem: SubscriptionProblem; watch: Watch | null } {
  if (fields.website) return { is: 'robot' }
  const watch = readTarget(fields.target ?? '')
  const email = Email.safeParse(fields.email)
  if (!email.success) return { is: 'wrong', problem: 'email', watch }
  if (!watch) return { is: 'wrong', problem: 'target', watch }
  return { is: 'subscription', email: email.data, watch }
}

/** "all", "server:<id>" or "group:<id>"; null: none of these. */
export function readTarget(text: string): Watch | null {
  if (!Target.safeParse(text).success) return null
  const [kind, id = null] = text.split(':')
  return { serverId: kind === 'server' ? id : null, groupId: kind === 'group' ? id : null }
}

/** The same as readTarget reads it. */
export function writeTarget({ serverId, groupId }: Watch): string {
  if (serverId !== null) return `server:${serverId}`
  return groupId === null ? 'all' : `group:${groupId}`
}

/** What is known of an address; a new one is pending and was never asked. */
export type Known = {
  state: 'pending' | 'confirmed' | 'unsubscribed' | 'suppressed'
  createdAt: Date
  askedAt: Date | null
  confirmedAt: Date | null
  unsubscribedAt: Date | null
}

/** What to do when somebody asks for notices to an address. */
export type Ask =
  /** Nothing: it watches this already, or must get no mail. */
  | { is: 'none' }
  /** Remember what is asked for; mail the question or not, for the last one is still to be answered. */
  | { is: 'ask'; state: 'pending' | 'confirmed'; isMailed: boolean }

export function decideAsk(known: Known, isWatching: boolean, now: Date): Ask {
  const isMailed = mayMail(known, now)
  switch (known.state) {
    case 'suppressed':
      return { is: 'none' }
    case 'confirmed':
      return isWatching ? { is: 'none' } : { is: 'ask', state: 'confirmed', isMailed }
    case 'pending':
    case 'unsubscribed':
      return { is: 'ask', state: 'pending', isMailed }
  }
}

function mayMail({ createdAt, askedAt, confirmedAt, unsubscribedAt }: Known, now: Date): boolean {
  if (!askedAt) return true
  // Only the owner can have answered, so what came before was his own doing.
  const answers = [confirmedAt, unsubscribedAt].filter(at => at !== null)
  if (answers.some(at => at >= askedAt)) return true
  const unansweredSeconds = (askedAt.getTime() - latest([createdAt, ...answers]).getTime()) / 1000
  const pause = Math.min(longestPauseSeconds, Math.max(shortestPauseSeconds, unansweredSeconds))
  return later(askedAt, pause) <= now
}

/** From when on an unconfirmed subscription still counts. */
export function oldestLiveAsk(now: Date): Date {
  return later(now, -confirmHours * 3600)
}

/** What the link of a question does: what was asked for since somebody left or was suppressed needs a new question. */
export function answerTo(state: Known['state'], waiting: number): 'confirm' | 'already' | 'nothing' {
  if (state === 'unsubscribed' || state === 'suppressed') return 'nothing'
  if (waiting > 0) return 'confirm'
  return state === 'confirmed' ? 'already' : 'nothing'
}
