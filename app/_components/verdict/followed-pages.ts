/** More addresses than this would outweigh the page: then it follows the board, which changes with each of them. */
const mostFollowed = 100

/** The pages whose changes change what is said of these servers, for data-follows, which live.js reads. undefined: nothing is followed. */
export function followedPages(servers: readonly { hostname: string }[]): string | undefined {
  if (servers.length > mostFollowed) return '/'
  return servers.map(({ hostname }) => `/servers/${hostname}`).join(' ') || undefined
}
