import type { Language } from '#lib/rules/languages/language.ts'
import { later, latest } from '#lib/rules/time/time.ts'
import { readZone } from '#lib/rules/time/zone.ts'
import { Email, emailProblem } from './email.ts'
import { type Preferences, readPreferences } from './notice-preferences.ts'
import { readDomain, readTarget, type Target } from './target.ts'

/** A question to the owner of the address is valid for this long; then it is void. */
export const confirmHours = 72

/** Nobody's mailbox is to be filled: the pause after a question grows from the one to the other while none is answered. */
const shortestPauseSeconds = 300
const longestPauseSeconds = 3600

/** The most targets that one form asks for, and the most subscriptions of one address, confirmed or not. */
const mostTargets = 300
export const mostSubscriptions = 500

/** Fields of a form with its targets; that of the preferences also says what was watched. */
export const mostSubscriptionFields = mostTargets + 50
export const mostPreferencesFields = mostSubscriptionFields + mostSubscriptions

export const subscriptionProblems = ['email', 'mailbox', 'target', 'domain', 'kind'] as const
export type SubscriptionProblem = (typeof subscriptionProblems)[number]

/** zone: of the device that sent the form; language: of the page with the form, which the form itself does not say. null: not known. */
export type SubscriptionAsked = {
  email: string
  targets: Target[]
  preferences: Preferences
  zone: string | null
  language?: Language | null
}

/** Reads the form. robot: the field that people do not see is filled in. targets: what can be kept of a wrong form. */
export function readSubscriptionForm(
  form: URLSearchParams,
):
  | ({ is: 'subscription' } & SubscriptionAsked)
  | { is: 'robot' }
  | { is: 'wrong'; problem: SubscriptionProblem; targets: Target[] } {
  if (form.get('website')) return { is: 'robot' }
  const { targets, problem } = readChosenTargets(form)
  const email = readEmail(form)
  const preferences = readPreferences(form)
  if (problem) return { is: 'wrong', problem, targets }
  if (targets.length === 0) return { is: 'wrong', problem: 'target', targets }
  if (!email) return { is: 'wrong', problem: emailProblem(form.get('email')), targets }
  if (!preferences) return { is: 'wrong', problem: 'kind', targets }
  return { is: 'subscription', email, targets, preferences, zone: readZone(form) }
}

/** The address in a form's field, or null: it is none. */
export function readEmail(form: URLSearchParams): string | null {
  return Email.safeParse(form.get('email')).data ?? null
}

/** The targets that a form names, each once: those that are ticked, and the domain that is typed. */
export function readChosenTargets(form: URLSearchParams): {
  targets: Target[]
  problem: 'target' | 'domain' | null
} {
  const ticked = form.getAll('target').filter(text => text !== '')
  const typed = form.get('domain')?.trim() ?? ''
  const domain = readDomain(typed)
  const known = [...new Set(ticked)].map(readTarget)
  const targets = known.filter(target => target !== null)
  if (domain) targets.push({ is: 'domain', domain })
  if (targets.length < known.length || targets.length > mostTargets) return { targets: [], problem: 'target' }
  return { targets, problem: typed !== '' && !domain ? 'domain' : null }
}

/** What is known of an address; a new one is pending and was never asked. */
export type AddressState = {
  state: 'pending' | 'confirmed' | 'unsubscribed' | 'suppressed'
  createdAt: Date
  askedAt: Date | null
  confirmedAt: Date | null
  unsubscribedAt: Date | null
}

/** What to do when somebody asks for notices to an address. */
export type Ask =
  /** Nothing: it watches all of this already, or must get no mail. */
  | { is: 'none' }
  /** Remember what is asked for; mail the question, or not because the last one is still to be answered. */
  | { is: 'ask'; state: 'pending' | 'confirmed'; isMailed: boolean }

export function decideAsk(known: AddressState, isWatchingAll: boolean, now: Date): Ask {
  const isMailed = mayMail(known, now)
  switch (known.state) {
    case 'suppressed':
      return { is: 'none' }
    case 'confirmed':
      return isWatchingAll ? { is: 'none' } : { is: 'ask', state: 'confirmed', isMailed }
    case 'pending':
    case 'unsubscribed':
      return { is: 'ask', state: 'pending', isMailed }
  }
}

function mayMail({ createdAt, askedAt, confirmedAt, unsubscribedAt }: AddressState, now: Date): boolean {
  if (!askedAt) return true
  // Only the owner can have answered, so what came before was their own doing.
  const answers = [confirmedAt, unsubscribedAt].filter(at => at !== null)
  if (answers.some(at => at >= askedAt)) return true
  const unansweredSeconds = (askedAt.getTime() - latest([createdAt, ...answers]).getTime()) / 1000
  const pause = Math.min(longestPauseSeconds, Math.max(shortestPauseSeconds, unansweredSeconds))
  return later(askedAt, pause) <= now
}

/** How long a link to the preferences works when it was asked for, and in a notice. */
export const askedLinkHours = 24
export const noticeLinkHours = 30 * 24

/** One link in this time: who asks for it again has it in the mailbox. */
const linkPauseSeconds = 3600

/** Whether a link to the preferences is mailed when somebody asks for it: only to who gets notices. */
export function mayMailLink(
  known: Pick<AddressState, 'state'> & { linkAskedAt: Date | null },
  now: Date,
): boolean {
  if (known.state !== 'confirmed') return false
  return known.linkAskedAt === null || later(known.linkAskedAt, linkPauseSeconds) <= now
}

/** From when on an unconfirmed subscription still counts. */
export function oldestLiveAsk(now: Date): Date {
  return later(now, -confirmHours * 3600)
}

/** What the link of a question does: what was asked for since somebody left or was suppressed needs a new question. */
export function answerTo(state: AddressState['state'], waiting: number): 'confirm' | 'already' | 'nothing' {
  if (state === 'unsubscribed' || state === 'suppressed') return 'nothing'
  if (waiting > 0) return 'confirm'
  return state === 'confirmed' ? 'already' : 'nothing'
}
