import type { Database } from '#db/client.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { keptMessage } from '#lib/channels/notice-message.ts'
import { env } from '#lib/env.ts'
import { draftSection, previewMail } from '#lib/flows/notices/preview-notice.ts'
import type { MailSection } from '#lib/mail/notice/section.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { serverBanner } from '#lib/rules/servers/banner.ts'
import { compareImpact, isShownClear } from '#lib/rules/servers/status.ts'
import { ourSite } from '#lib/site.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { longTimes, shortTimes } from '#lib/words/time.ts'
import { wordsIn } from '#lib/words/words.ts'

export type UpdateDraft = { phase: PostPhase; text: string; nextUpdateAt: Date | null }

/** What readers would get of an update: the banner of its worst server, the mail, and the message of other channels. */
export type UpdatePreview = {
  banner: string
  mail: { subject: string; html: string }
  message: readonly string[]
}

/** Writes what readers would get of an update if it were published now, to somebody who watches all its servers. */
export async function previewUpdate(
  db: Database,
  incident: DeskIncident,
  draft: UpdateDraft,
  now: Date,
): Promise<UpdatePreview> {
  const words = wordsIn(ourSite().language)
  const site = { name: ourSite().name, url: env.SITE_URL }
  const section = await sectionOf(db, incident, draft)
  const { subject, html } = await previewMail(section, now)
  const about = {
    noticeId: 'preview',
    postId: incident.id,
    postTitle: incident.title,
    phase: draft.phase,
    at: now.toISOString(),
  }
  const kept = keptMessage(words, [section], about, site, shortTimes(words, ourSite().zone, now))
  return {
    banner: bannerOf(incident, draft, now),
    mail: { subject, html },
    message: [kept.headline, ...kept.lines],
  }
}

function sectionOf(db: Database, incident: DeskIncident, draft: UpdateDraft): Promise<MailSection> {
  const servers = incident.servers.map(({ serverId, label, impact, cause, since, endedAt }) => ({
    id: serverId,
    label,
    impact,
    cause,
    since: since.toISOString(),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
  }))
  const { id: postId, slug, title } = incident
  const saying = {
    is: 'words' as const,
    about: 'incident' as const,
    title,
    text: plainText(draft.text, 'light'),
  }
  const { nextUpdateAt } = draft
  return draftSection(db, {
    kind: 'update',
    postId,
    slug,
    facts: { servers, saying },
    nextUpdateAt,
    isTaken: true,
  })
}

/** Of an incident without servers the title is all that the site says. */
function bannerOf({ servers, title }: DeskIncident, { phase, nextUpdateAt }: UpdateDraft, now: Date): string {
  const words = wordsIn(ourSite().language)
  const [worst] = servers.filter(row => !row.endedAt).toSorted((a, b) => compareImpact(b.impact, a.impact))
  if (!worst) return title
  const isWatching = isShownClear(worst) && !worst.isIntermittent
  const banner = serverBanner(worst.label, { ...worst, isWatching }, { phase, isTaken: true })
  const sentence = serverSentence(words, banner)
  if (!nextUpdateAt) return sentence
  const at = longTimes(words, ourSite().zone, now).moment(nextUpdateAt)
  return words('notices.both', { first: sentence, second: words('notices.next.due', { at }) })
}
