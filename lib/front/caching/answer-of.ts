import { isOfBrand, ownPathOf } from '#lib/front/brands/brand-hosts.ts'
import type { Parts } from '#lib/front/exchange.ts'
import { type Page, variantFor } from '#lib/front/page.ts'
import type { RequestHead, WholeAnswer } from '#lib/processes/wire/whole-answer.ts'
import { isUnchanged } from './is-unchanged.ts'
import { headFreshNow } from './shared-caches.ts'

type Asking = Pick<RequestHead, 'url' | 'headers'>

/** What is sent of a page to who asks like this. key: where it is kept; left out: caches in front are not to keep it. */
export function answerOf(
  { url, headers }: Asking,
  page: Page,
  { trustedProxies }: Pick<Parts, 'trustedProxies'>,
  key: string | undefined,
): WholeAnswer {
  const variant = variantFor(page, headers['accept-encoding'] as string | undefined)
  const isShared = isAddressOf(url, key)
  const kept = isShared ? variant.shared : variant
  const { stamp } = page.changedAt
  const isSame = page.status === 200 && isUnchanged(headers, { etag: variant.etag, stamp })
  const head = isSame ? kept.unchangedHead : kept.head
  const isFreshNow = isShared && page.isBrief && trustedProxies > 0
  return {
    status: isSame ? 304 : page.status,
    head: isFreshNow ? headFreshNow(head, Date.now()) : head,
    bytes: isSame ? null : variant.bytes,
  }
}

/** Whether an address is the one that something kept has, without a query: others are anybody's to invent, without end. */
function isAddressOf(url = '/', key: string | undefined): boolean {
  if (key === undefined || key.includes('?')) return false
  return key === url || (isOfBrand(key) && ownPathOf(key) === url)
}
