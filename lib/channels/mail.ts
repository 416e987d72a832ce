import type { Delivery } from '#db/reads/delivery.ts'
import { signLink } from '#lib/links.ts'
import type { Letter, SendLetter, SendResult } from '#lib/mail/letter.ts'
import { noticeHeaders } from '#lib/mail/notice-headers.ts'
import type { MailedServer, Site } from '#lib/mail/notice-words.ts'
import { renderNotice } from '#lib/mail/render-notice.tsx'
import { toldBefore } from '#lib/rules/audience.ts'
import type { NoticeServer } from '#lib/rules/notice.ts'
import { noticeLinkHours } from '#lib/rules/subscription.ts'
import { later } from '#lib/rules/time.ts'

/** Sends a delivery by mail. servers: those that its reader may read of. */
export async function sendByMail(
  delivery: Delivery,
  servers: readonly NoticeServer[],
  site: Site,
  secret: string,
  send: SendLetter,
): Promise<SendResult> {
  return send(await letterFor(delivery, servers, site, secret))
}

async function letterFor(
  { delivery, notice, post, places, earlier }: Delivery,
  servers: readonly NoticeServer[],
  site: Site,
  secret: string,
): Promise<Letter> {
  const { subscriberId } = delivery
  const token = subscriberId ? signLink(secret, 'unsubscribe', subscriberId, null) : null
  const preferences = subscriberId
    ? signLink(secret, 'preferences', subscriberId, later(notice.createdAt, noticeLinkHours * 3600))
    : null
  const mailed = servers.map((server): MailedServer => {
    const before = notice.kind === 'worsened' ? toldBefore(earlier, server.id) : null
    return { ...server, hostname: places.get(server.id)?.hostname ?? null, before }
  })
  const rendered = await renderNotice(notice.kind, {
    site,
    servers: mailed,
    slug: post.slug,
    nextUpdateAt: standing(post.nextUpdateAt, notice.createdAt),
    preferencesUrl: preferences ? `${site.url}/preferences/${preferences}` : null,
    unsubscribeUrl: token ? `${site.url}/unsubscribe/${token}` : null,
  })
  const headers = noticeHeaders({
    siteUrl: site.url,
    siteName: site.name,
    deliveryId: delivery.id,
    postId: post.id,
    oneClickUrl: token ? `${site.url}/api/unsubscribe/${token}` : null,
  })
  return { key: delivery.id, to: delivery.address, ...rendered, headers }
}

/** A promise that was past already when the notice was decided is not repeated. */
function standing(nextUpdateAt: Date | null, decidedAt: Date): Date | null {
  return nextUpdateAt && nextUpdateAt > decidedAt ? nextUpdateAt : null
}
