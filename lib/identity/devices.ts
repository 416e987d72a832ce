import { browserCookie, hashCookieToken, newCookieToken, sentCookie } from './browser-cookie.ts'
import type { SessionCookie } from './session.ts'

const cookieName = 'allclear.device'
/** As long as browsers keep a cookie at most (RFC 6265bis). */
const cookieSeconds = 400 * 86_400
const form = /^[A-Za-z0-9_-]{43}$/

/** The browser that sends these headers, hashed, and the cookie that knows it again; it opens nothing by itself. */
export function deviceOfBrowser(headers: Headers): { tokenHash: string; cookie: SessionCookie } {
  const sent = sentCookie(headers, cookieName) ?? ''
  // A token that we did not make is as unknown as none.
  const token = form.test(sent) ? sent : newCookieToken()
  return {
    tokenHash: hashCookieToken(token),
    cookie: browserCookie(cookieName, token, { maxAge: cookieSeconds }),
  }
}
