import type { ServerResponse } from 'node:http'
import { currentContext } from '#lib/log/context.ts'

/** The framework answers 500 whatever has failed. Where it was the database that is away, says so: 503, to be asked for again. */
export function tellAway(response: ServerResponse): void {
  const context = currentContext()
  const writeHead = response.writeHead as (status: number, ...rest: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const isAway = status === 500 && context?.isAway === true
    if (isAway) response.setHeader('Retry-After', '5')
    return writeHead.call(response, isAway ? 503 : status, ...rest)
  }
}
