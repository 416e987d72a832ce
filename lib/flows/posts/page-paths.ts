/** The public pages that show a post or a server: those first whose readers have the trouble, for they are rendered in this order. */
export function pagesOf(slugs: readonly string[], hostnames: readonly string[]): string[] {
  return [...hostnames.map(serverPage), ...slugs.map(slug => `/posts/${slug}`), '/', '/posts']
}

export function serverPage(hostname: string): string {
  return `/servers/${hostname}`
}
