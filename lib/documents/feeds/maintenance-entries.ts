import type { PostMaintenance } from '#db/reads/posts/post-parts.ts'
import type { HtmlPlace } from '#lib/posts/html-text.ts'
import { endOf, isCancelled } from '#lib/rules/maintenance/maintenance.ts'
import { utcMoment } from '#lib/words/moment.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import type { Words } from '#lib/words/words.ts'
import type { FeedText } from './kept-html.ts'
import type { PostEntry, PostWithBody } from './post-entry.ts'

/** What became of maintenance without anybody writing it: it was planned, moved, began, and was over by its end. */
export function entriesOfMaintenance(
  words: Words,
  post: PostWithBody,
  now: Date,
  place: HtmlPlace,
): PostEntry[] {
  const { maintenance, publishedAt } = post
  if (!maintenance) return []
  const { announceAt, startsAt, timesChangedAt } = maintenance
  const plannedAt = announceAt && announceAt > publishedAt ? announceAt : publishedAt
  const say = (name: string, at: Date, label: string, sentence: string): PostEntry => {
    const key = `Work/${post.id}/${name}`
    return { key, at, changedAt: at, label, sentence, text: null, url: place.page }
  }
  const window = windowSentence(words, maintenance)
  const text: FeedText | null = post.text ? { source: post.text, place, mode: 'full' } : null
  const until = words('documents.plain.until', { time: utcMoment(words, maintenance.endsAt) })
  const isAtOnce = plannedAt >= startsAt
  const begun = phaseLabel(words, 'in_progress')
  const over = phaseLabel(words, 'completed')
  return [
    ...(isAtOnce ? [] : [{ ...say('planned', plannedAt, phaseLabel(words, 'scheduled'), window), text }]),
    ...(timesChangedAt && timesChangedAt > plannedAt && !isCancelled(maintenance)
      ? [say(`times/${timesChangedAt.getTime()}`, timesChangedAt, words('documents.feeds.moved'), window)]
      : []),
    ...(hasBegun(maintenance, now)
      ? [{ ...say('in_progress', startsAt, begun, until), text: isAtOnce ? text : null }]
      : []),
    ...(isOverByItself(post, maintenance, now)
      ? [say('completed', endOf(maintenance), over, words('documents.feeds.over'))]
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
