import { log } from '#lib/log/log.ts'
import type { FindKept } from '#lib/processes/wire/whole-answer.ts'
import { signal } from '#lib/signals.ts'
import { answerOf } from './caching/answer-of.ts'
import type { Parts } from './exchange.ts'
import { privately, withoutConditions } from './gate/keep-private.ts'
import { handOverUrl } from './gate/pass-gate.ts'
import { isNamedPath } from './known-pages.ts'
import { chooseLanguage } from './languages/choose-language.ts'
import type { Page } from './page.ts'
import { turnAway } from './passable.ts'
import { type Route, withoutStraySlashes } from './routes.ts'

type Finding = Pick<Parts, 'pages' | 'gate' | 'brands' | 'known' | 'aged' | 'watch' | 'trustedProxies'>

/**
 * Finds what is kept and current for who may read it. Nothing else is done for who asks, so that the answer has no id and no line
 * in the log, but where every request has to have one.
 */
export function keptFinder(parts: Finding, routeFor: (url: string) => Route): FindKept {
  return asked => {
    const { method, headers } = asked
    if (log.isDetailed || !parts.gate.isOpen || (method !== 'GET' && method !== 'HEAD')) return null
    const choice = chooseLanguage(asked, withoutStraySlashes(asked.url ?? '/'))
    if (choice.is === 'elsewhere') return null
    const url = handOverUrl(method, withoutStraySlashes(choice.url))
    if (turnAway({ method, url, headers })) return null
    if (parts.brands && parts.brands.placeOf(asked).is !== 'own') return null
    const found = currentPage(parts, routeFor(url), choice.prefix)
    if (!found) return null
    parts.watch.note(asked)
    signal('page', { from: 'kept' })
    const { page, key } = found
    if (!choice.isPrivate) return answerOf({ url, headers }, page, parts, key)
    const answer = answerOf({ url, headers: withoutConditions(headers) }, page, parts, key)
    return { ...answer, head: privately(answer.head) }
  }
}

/** The page as it is to be sent now, where that is known at once. */
function currentPage(
  { known, pages, aged }: Finding,
  route: Route,
  prefix: string,
): { page: Page; key: string } | null {
  if (route.is !== 'page' && route.is !== 'document' && route.is !== 'file') return null
  // What is wrong in an address is no part of its key, and what is kept under that answers another question.
  if (route.is === 'document' && route.found.is === 'refused') return null
  if (route.is !== 'file' && isNamedPath(route.path) && !known.has(route.path)) return null
  const page = pages.peek(prefix + route.key)
  if (!page || page.status === 404) return null
  const form = aged?.formOf(page) ?? page
  return form instanceof Promise ? null : { page: form, key: route.key }
}
