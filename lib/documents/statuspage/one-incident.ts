import { readPostOfCode } from '#db/reads/statuspage/post-code.ts'
import { readStatuspageSite, type StatuspageSite } from '#db/reads/statuspage/statuspage-site.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { json } from '#lib/documents/format.ts'
import { writtenIn } from '#lib/words/spoken-posts.ts'
import { statuspageIncident } from './incident.ts'
import { statuspageMaintenance } from './maintenance.ts'
import { contextOf } from './site-answers.ts'
import { statuspageSeconds } from './statuspage.ts'
import { statuspageText } from './updates.ts'

/** One incident, or one piece of work, at the path that readers make of its code; without its end it leads people to the post. */
export const incidentByCode: PublicDocument = {
  path: /^\/incidents\/(?<code>[a-z0-9]{1,40})(?<end>\.json)?$/,
  format: json,
  maxAgeSeconds: statuspageSeconds,
  write: async ({ parts: { code = '', end } }, { db, now }) => {
    const found = await readPostOfCode(db, code)
    if (!found) return null
    if (!end) return { movedTo: `/posts/${found.slug}` }
    if (found.id !== code) return { movedTo: `/incidents/${found.id}.json` }
    const site = await readStatuspageSite(db, now, [code])
    const [one] = onesOf(site)
    return one ? JSON.stringify(one) : null
  },
}

function onesOf(site: StatuspageSite) {
  const shown = contextOf(site)
  return site.posts.flatMap(post => {
    const { review } = post
    const postmortem = {
      postmortem_body: review ? statuspageText(writtenIn(shown.words, review.body)) : null,
      postmortem_published_at: review?.publishedAt.toISOString() ?? null,
    }
    const ones =
      post.kind === 'incident' ? [statuspageIncident(post, shown)] : statuspageMaintenance(post, shown)
    return ones.map(one => ({ ...one, ...postmortem }))
  })
}
