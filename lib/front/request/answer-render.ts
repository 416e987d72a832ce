import type { Handler } from '#lib/front/exchange.ts'
import { inLanguage } from '#lib/language.ts'
import { inContext } from '#lib/log/context.ts'
import { languageOfRender } from './render-language.ts'
import { requestIdOf } from './request-id.ts'
import { tellAway } from './tell-away.ts'

/** Answers what we ask of Next ourselves, over its private socket, under the id of the request that it is for. */
export function answerRender(next: Handler): Handler {
  return (request, response) =>
    inContext({ requestId: requestIdOf(request, 1) }, () => {
      tellAway(response)
      return inLanguage(languageOfRender(request), () => next(request, response))
    })
}
