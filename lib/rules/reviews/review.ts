import type { Policy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'

/** Its length in UTF-16 units, as a browser counts what is typed. */
export const mostReview = 50_000

/** What a draft has where staff have still to write; no reader ever sees it. */
export const toWrite = '✎'

/** Where a review stands. none: nobody has begun it. */
export type ReviewState = 'none' | 'draft' | 'published' | 'withdrawn' | 'waived'

/** How a review is published at its time: what the person chose who set the time. */
export type ReviewPlan = { staffId: string; isTold: boolean }

type Kept = { publishedAt: Date | null; withdrawnAt: Date | null; isWaived: boolean }

/** review: null where nobody has written anything. */
export function reviewState(review: Kept | null): ReviewState {
  if (!review) return 'none'
  if (review.withdrawnAt) return 'withdrawn'
  if (review.publishedAt) return 'published'
  return review.isWaived ? 'waived' : 'draft'
}

/** When the review of an incident is due. */
export function reviewDueAt(resolvedAt: Date, { reviewDueHours }: Policy): Date {
  return later(resolvedAt, reviewDueHours * 3600)
}

/** Whether staff have still to write somewhere. */
export function isUnfinished(text: string): boolean {
  return text.includes(toWrite)
}

/** What a mail says of a review, as plain text: its beginning, up to its second heading, at most this long. */
const mostOpening = 1_500

/** The first section of a review, as Markdown. */
export function openingOf(body: string): string {
  const [first = '', second = ''] = body.split(/^#{1,6} .*$/m).filter(part => part.trim() !== '')
  const opening = (first || second).trim()
  if (opening.length <= mostOpening) return opening
  const end = opening.lastIndexOf('\n\n', mostOpening)
  return opening.slice(0, end > 0 ? end : mostOpening).trim()
}

/** A server of the incident as a review counts it. Moments are ISO 8601. */
export type ReviewedServer = { label: string; condition: string; since: string; until: string }

/** What a review begins with, from what is kept of the incident. */
export type ReviewFacts = {
  title: string
  startedAt: Date
  overAt: Date
  servers: readonly ReviewedServer[]
  /** How many alerts there were, and when the first came; null: staff declared it. */
  alerts: { count: number; firstAt: Date } | null
  /** Customers who were told anything of it, and when the first of them was; null: nobody was. */
  told: { customers: number; firstAt: Date } | null
  comments: number
  /** What was written and noted, the oldest first: one line of plain text each. */
  entries: readonly { at: Date; text: string }[]
  /** Disruptive work of staff on its servers at that time. */
  countermeasures: readonly { at: Date; title: string }[]
}
