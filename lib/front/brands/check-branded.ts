import { RenderFailure } from '#lib/faults/render-failure.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'

/** A page of a brand carries this, with the brand's id, where its document begins. */
const brandMark = 'data-site'

/** The page that stands for what a brand does not have. */
const lostPage = /^\/at\/[^/?]+\/lost$/

/**
 * An answer that was made for a brand, as it may go out: throws where it is a page of another site, such as the framework's own
 * when a brand is gone, or names the hoster's host. Nobody reads that, and the log says so.
 */
export function checkBranded(key: string, answer: RenderedAnswer, ownHost: string): RenderedAnswer {
  // The framework's page for what there is not is the hoster's: the brand's own takes its place.
  if (answer.status === 404) return { ...answer, body: Buffer.alloc(0) }
  const isPage = answer.contentType.startsWith('text/html')
  const [, , id = ''] = key.split(/[/?]/)
  if (answer.location !== undefined) throw new RenderFailure('bug', `${key} of a brand leads elsewhere`)
  if (isPage && !answer.body.includes(`${brandMark}="${id}"`))
    throw new RenderFailure('bug', `${key} of a brand is none of the brand's`)
  if (ownHost.includes('.') && answer.body.includes(ownHost))
    throw new RenderFailure('bug', `${key} of a brand names ${ownHost}, and is not given out`)
  return lostPage.test(key) ? { ...answer, status: 404 } : answer
}
