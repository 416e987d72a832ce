import type { IncomingMessage } from 'node:http'

/** Tells the pages, which are not told by Next, what address was asked for. */
export const askedHeader = 'x-allclear-asked'

/** Tells the pages whether a page was asked for by one that follows changes, and not by a person. */
export const followedHeader = 'x-allclear-followed'

/** Notes the address of a request in it, whatever the sender wrote there, without what Next adds to follow a link; and whether it follows. */
export function noteAsked(request: IncomingMessage): void {
  request.headers[askedHeader] = (request.url ?? '/')
    .replace(/([?&])_rsc=[^&]*(&|$)/, '$1')
    .replace(/[?&]$/, '')
  // Pages of the desk lead to each other by plain links: the framework asks where one is made anew below its reader.
  const isFollowed = request.method === 'GET' && request.headers.rsc !== undefined
  request.headers[followedHeader] = isFollowed ? '1' : '0'
}
