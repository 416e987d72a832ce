import type { SnippetAddress } from './snippet.ts'

/** Where a source of this format posts, in each way that it may carry its token. */
export function snippetAddress(siteUrl: string, format: string, token: string): SnippetAddress {
  const url = `${siteUrl}/api/alerts/${format}`
  return {
    url,
    basicUrl: url.replace('://', `://allclear:${token}@`),
    pathUrl: `${siteUrl}/api/alerts/in/${token}/${format}`,
    token,
  }
}
