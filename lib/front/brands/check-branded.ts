import { RenderFailure } from '#lib/faults/render-failure.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'

/** A page of a brand carries this, with the brand's id, where its document begins. */
export const brandMark = 'data-site'

/**
 * An answer that was made for a brand, as it may go out: throws where it is a page of another site, such as the framework's own
 * when a brand is gone, or names the hoster's host. Nobody reads that, and the log says so.
 */
export function checkBranded(key: string, answer: RenderedAnswer, ownHost: string): RenderedAnswer {
  const isPage = answer.contentType.startsWith('text/html')
  const [, , id = ''] = key.split('/')
  if (isPage && !answer.body.includes(`${brandMark}="${id}"`))
    throw new RenderFailure('bug', `the page ${key} of a brand is none of the brand's`)
  const isNamed = ownHost.includes('.') && answer.body.includes(ownHost)
  if (isNamed) throw new RenderFailure('bug', `${key} of a brand names ${ownHost}, and is not given out`)
  return answer
}
