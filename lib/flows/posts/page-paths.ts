/** The public pages that show a post or a server: in order of rendering, first those whose readers have the trouble. */
export function pagesOf(slugs: readonly string[], hostnames: readonly string[]): string[] {
  return [...hostnames.map(serverPage), ...slugs.map(slug => `/posts/${slug}`), '/', '/history']
}

/** The path of a server's page. */
export function serverPage(hostname: string): string {
  return `/servers/${hostname}`
}
