import { env } from '#lib/env.ts'
import { shortId } from '#lib/short-id.ts'
import { ourSite } from '#lib/site.ts'

/** The site as Statuspage's answers name it. */
export function statuspagePage(changedAt: Date) {
  return {
    id: statuspagePageId,
    name: ourSite().name,
    url: env.SITE_URL,
    time_zone: ourSite().zone,
    updated_at: changedAt.toISOString(),
  }
}

/** The same that is posted to webhooks. */
export const statuspagePageId = shortId(env.SITE_URL)

/** Ours as they are, since they look alike; others become 12 characters that stay the same. */
export function statuspageId(id: string): string {
  return /^[a-z0-9]{12}$/.test(id) ? id : shortId(id)
}
