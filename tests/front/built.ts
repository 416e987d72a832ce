import { type BuiltSite, patternOf } from '#lib/front/built-site.ts'

const entries = [
  '/(site)/page',
  '/(site)/history/page',
  '/(site)/history/[month]/page',
  '/(site)/history/search/page',
  '/(site)/posts/page',
  '/(site)/posts/[slug]/page',
  '/(site)/posts/[slug]/ask/page',
  '/(site)/servers/[hostname]/page',
  '/(site)/subscribe/page',
  '/(site)/subscribe/sent/page',
  '/(site)/find/page',
  '/(site)/enter/page',
  '/(site)/mine/[token]/page',
  '/(site)/confirm/[token]/page',
  '/(site)/confirm/expired/page',
  '/(site)/unsubscribe/[token]/page',
  '/(site)/preferences/[token]/page',
  '/(site)/comments/confirm/[token]/page',
  '/(site)/comments/[problems]/page',
  '/(site)/kept/[id]/page',
  '/deflect.txt/route',
  '/embed/caller/route',
  '/api/alerts/[source]/route',
  '/api/alerts/in/[token]/[source]/route',
  '/api/auth/[...all]/route',
  '/api/subscribe/route',
  '/api/enter/route',
  '/api/unsubscribe/route',
  '/api/comments/route',
  '/api/v1/[...path]/route',
  '/mcp/route',
  '/desk/(staff)/page',
  '/desk/(staff)/alerts/page',
  '/desk/(staff)/customers/page',
  '/desk/(staff)/outbox/[name]/page',
  '/desk/(door)/sign-in/page',
]
const files = ['/live.js', '/icon.svg', '/_next/static/chunks/a-b.css', '/_next/static/chunks/[slug].js']

/** A part of the site as the build leaves it. */
export function builtSite(): BuiltSite {
  const routes = entries.map(patternOf)
  return {
    fileAt: path => {
      const plain = decodeURIComponent(path)
      return files.includes(plain) ? encodeURI(plain) : null
    },
    hasRoute: path => routes.some(route => route.test(path)),
  }
}
