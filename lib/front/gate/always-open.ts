import type { Route } from '#lib/front/routes.ts'

/** What a person opens by a link that they were mailed, or to end what they once began; it shows nothing of the board. */
const openPages =
  /^\/(enter$|unsubscribe\/|preferences(\/|$)|confirm\/|comments\/(confirm|mine|quiet|expired|gone|deleted|changed|unchanged|quieted|not-noted|noted|sent)(\/|$)|advance\/|kept\/)/

/** Programs with a key of their own, and forms of those pages. */
const openEndpoints =
  /^\/api\/(alerts|heartbeat|v1|enter|mail-events|telegram|confirm|unsubscribe|preferences|destinations|comments\/(confirm|delete|mine|quiet))(\/|$)/

/** Whether a route stays open to those who may not read the board. path: without its query; isWithKey: it shows a key. */
export function isAlwaysOpen(route: Route, path: string, isWithKey: boolean): boolean {
  switch (route.is) {
    case 'page':
    case 'personal':
      return openPages.test(path)
    case 'intake':
    case 'endpoint':
      return path === '/mcp' ? isWithKey : openEndpoints.test(path)
    case 'file':
    case 'desk':
    case 'desk-live':
    case 'no-endpoint':
    case 'mine':
      return true
    // The door wears the hoster's logo and style too.
    case 'document':
      return path.startsWith('/brand/')
    case 'live':
    case 'nowhere':
      return false
  }
}
