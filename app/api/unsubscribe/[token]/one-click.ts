import { readerWords } from '#app/_components/site/reader-words.ts'
import type { FormSite } from '#app/api/form-site.ts'
import { says, seeOther } from '#app/api/forms.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'

/**
 * One click in a mail program (RFC 8058): its provider posts here, from wherever it is.
 * The token says who; the body says nothing more, so it is not read.
 */
export async function endByOneClick(token: string, site: FormSite): Promise<Response> {
  const outcome = await unsubscribe(token, new Date(), undefined, site.brandId)
  if (outcome === 'unknown') return says(404, readerWords()('subscribers.unknownLink.oneClick'))
  return says(200, readerWords()('subscribers.left.oneClick'))
}

/** Somebody who opens the address is asked first: programs open links too. */
export function askBeforeEnd(token: string): Response {
  return seeOther(`/unsubscribe/${encodeURIComponent(token)}`)
}
