import { subscribe } from 'node:diagnostics_channel'
import { applyCounted, type CountedRequest, limitMade, requestCounted } from '#lib/limits/rate-limit.ts'
import { hearSiblings, isOneOfSeveral, tellSiblings } from './siblings.ts'

/** Requests of this long are told together: a sender who is that quick has a few more. */
const gatherMs = 20
/** Requests at siblings that a limit is told when it is made, as the code that has it is loaded by its first use. */
const mostRemembered = 2_000

/**
 * Lets all processes of one machine count the same requests, so that several allow no more than one does. Each counts for
 * itself and hears of the others a moment later.
 */
export function shareLimits(): void {
  if (!isOneOfSeveral) return
  let untold: CountedRequest[] = []
  const remembered: CountedRequest[] = []

  function tell(): void {
    tellSiblings('requests', untold)
    untold = []
  }

  subscribe(requestCounted, request => {
    untold.push(request as CountedRequest)
    if (untold.length === 1) setTimeout(tell, gatherMs)
  })
  subscribe(limitMade, made => {
    const { name, apply } = made as { name: string; apply: (request: CountedRequest) => void }
    for (const request of remembered) if (request.name === name) apply(request)
  })
  hearSiblings<CountedRequest[]>('requests', requests => {
    for (const request of requests) applyCounted(request)
    remembered.push(...requests)
    remembered.splice(0, remembered.length - mostRemembered)
  })
}
