import type { Measure } from '#lib/rules/maintenance/measure.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import type { Condition } from '#lib/rules/servers/condition.ts'
import { nameServers } from './servers.ts'
import type { Words } from './words.ts'

/** What staff may say of a held incident as it stands. labels: of its servers, as Markdown. */
export function approvalDraft(words: Words, labels: readonly string[], isWithoutData: boolean): string {
  const about = namedIn(words, labels)
  return isWithoutData ? words('drafts.noData', about) : words('drafts.suspiciousFile', about)
}

/** What staff may say of a guess that they publish: how its servers are, group by group. */
export function guessDraft(words: Words, groups: Iterable<readonly [Condition, readonly string[]]>): string {
  const sentences = [...groups].map(([condition, labels]) =>
    words('posts.timeline.began', { ...namedIn(words, labels), condition }),
  )
  return [...sentences, words('drafts.lookingInto')].join(' ')
}

/** What staff may say when it is over. */
export function endDraft(words: Words, labels: readonly string[], isCheck = false): string {
  if (isCheck) return words('drafts.endChecked', { names: nameServers(words, labels) })
  return words('drafts.end', namedIn(words, labels))
}

/** What a countermeasure is called, as customers read it. */
export function measureTitle(words: Words, measure: Measure, labels: readonly string[]): string {
  return words(`drafts.measure.${measure}`, { names: nameServers(words, labels) })
}

/** What is noted when the turn of one server is done before the whole, as Markdown. */
export function turnDone(words: Words, label: string): string {
  return words('drafts.turn.done', { server: literal(label) })
}

/** What is noted when one server is taken out of what is planned, as Markdown. reason: in the words of staff. */
export function turnDropped(words: Words, label: string, reason: string): string {
  return words('drafts.turn.dropped', { server: literal(label), reason })
}

/** Why a window, or a server of one, falls out that a changed plan has no more. */
export function replanned(words: Words): string {
  return words('drafts.replanned')
}

/** What is noted when a person takes an incident. */
export function takenOn(words: Words): string {
  return words('drafts.taken')
}

/** What is noted when staff say that work is done. */
export function maintenanceDone(words: Words): string {
  return words('drafts.completed')
}

/** What a correction is called that a server was named by mistake. */
export function mistakeTitle(words: Words, server: string): string {
  return words('drafts.mistake.title', { server })
}

/** What it says, as plain text. title: of the incident. */
export function mistakeText(words: Words, server: string, title: string): string {
  return words('drafts.mistake.text', { server, title })
}

function namedIn(words: Words, labels: readonly string[]) {
  return { count: labels.length, names: nameServers(words, labels) }
}
