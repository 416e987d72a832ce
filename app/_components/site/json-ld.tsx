/** Facts for search engines (https://schema.org). No text in them can end the element that they stand in. */
export function JsonLd({ facts }: { facts: Record<string, unknown> }) {
  const written = JSON.stringify({ '@context': 'https://schema.org', ...facts }).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: data for programs, in which no markup is left
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: written }} />
}
