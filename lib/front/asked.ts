import type { IncomingMessage } from 'node:http'

/** Tells the pages, which are not told by Next, what address was asked for. */
export const askedHeader = 'x-allclear-asked'

/** Notes the address of a request in it, whatever the sender wrote there; without what Next adds to follow a link. */
export function noteAsked(request: IncomingMessage): void {
  request.headers[askedHeader] = (request.url ?? '/')
    .replace(/([?&])_rsc=[^&]*(&|$)/, '$1')
    .replace(/[?&]$/, '')
}
