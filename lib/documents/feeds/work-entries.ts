import type { PostMaintenance } from '#db/reads/posts/post-parts.ts'
import { escapeHtml, type HtmlPlace, htmlText } from '#lib/posts/html-text.ts'
import { endOf, isCancelled } from '#lib/rules/maintenance/maintenance.ts'
import { utcMoment } from '#lib/words/moment.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import type { Words } from '#lib/words/words.ts'
import type { PostEntry, PostWithBody } from './post-entry.ts'

/** What became of maintenance without anybody writing it: it was planned, moved, began, and was over by its end. */
export function workEntries(words: Words, post: PostWithBody, now: Date, place: HtmlPlace): PostEntry[] {
  const { maintenance, publishedAt } = post
  if (!maintenance) return []
  const { announceAt, startsAt } = maintenance
  const plannedAt = announceAt && announceAt > publishedAt ? announceAt : publishedAt
  const say = (name: string, at: Date, label: string, text: string): PostEntry => {
    return { key: `Work/${post.id}/${name}`, at, changedAt: at, label, html: text, url: place.page }
  }
  const sentence = (text: string) => `<p>${escapeHtml(text)}</p>`
  const window = sentence(windowSentence(words, maintenance))
  const plan = window + (post.text ? htmlText(post.text, place) : '')
  const until = words('documents.plain.until', { time: utcMoment(words, maintenance.endsAt) })
  const isAtOnce = plannedAt >= startsAt
  const isMoved = maintenance.version > 0 && !isCancelled(maintenance)
  const begun = phaseLabel(words, 'in_progress')
  const over = phaseLabel(words, 'completed')
  return [
    ...(isAtOnce ? [] : [say('planned', plannedAt, phaseLabel(words, 'scheduled'), plan)]),
    ...(isMoved
      ? [say(`times/${maintenance.version}`, post.updatedAt, words('documents.feeds.moved'), window)]
      : []),
    ...(hasBegun(maintenance, now)
      ? [say('in_progress', startsAt, begun, isAtOnce ? plan : sentence(until))]
      : []),
    ...(isOverByItself(post, maintenance, now)
      ? [say('completed', endOf(maintenance), over, sentence(words('documents.feeds.over')))]
      : []),
  ]
}

/** "Planned for 10 Mar 2026, 22:00 UTC to 10 Mar 2026, 23:00 UTC." */
export function windowSentence(words: Words, { startsAt, endsAt }: PostMaintenance): string {
  const period = words('documents.feeds.period', {
    from: utcMoment(words, startsAt),
    to: utcMoment(words, endsAt),
  })
  return words('documents.plain.planned', { period })
}

function hasBegun(maintenance: PostMaintenance, now: Date): boolean {
  return !isCancelled(maintenance) && maintenance.startsAt <= now
}

function isOverByItself({ updates }: PostWithBody, maintenance: PostMaintenance, now: Date): boolean {
  const isWritten = updates.some(update => update.phase === 'completed')
  return !isWritten && hasBegun(maintenance, now) && endOf(maintenance) <= now
}
