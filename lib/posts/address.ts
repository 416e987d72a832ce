/**
 * Whether a link in a post may lead there: https, http, mailto, a path on this site, or a place on this page.
 * Everything else is refused, so a scheme nobody thought of is refused too.
 */
export function isLinkAddress(address: string): boolean {
  if (/^https?:\/\//i.test(address)) return isPlain(address) && URL.canParse(address)
  if (/^mailto:[^@\s]+@[^@\s]+$/i.test(address)) return true
  return isSitePath(address) || /^#[^\s]+$/.test(address)
}

/** Whether a text with a picture from there can be drawn: https, or a path on this site. */
export function isImageAddress(address: string): boolean {
  if (/^https:\/\//i.test(address)) return isPlain(address) && URL.canParse(address)
  return isSitePath(address)
}

/** A path on this site: browsers load no picture from elsewhere into our pages. Browsers read "//host" and "/\host" as another site. */
export function isSitePath(address: string): boolean {
  return /^\/(?![/\\])/.test(address) && isPlain(address)
}

/** No spaces, controls or backslashes, which browsers drop or turn around. */
function isPlain(address: string): boolean {
  return !/[\s\\\p{Cc}]/u.test(address)
}
