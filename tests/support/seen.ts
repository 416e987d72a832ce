/** What a reader sees of HTML: lines as lines, spaces once. */
export function seenHtml(html: string): string {
  return seenText(
    html
      .replace(/<br\s*\/?>|<\/(?:p|li|h1|h2|tr)>/g, '\n')
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&nbsp;', ' ')
      .replaceAll('&amp;', '&'),
  )
}

/** The words of a text, line by line, without empty lines. */
export function seenText(text: string): string {
  return text
    .split('\n')
    .map(line => line.trim().replace(/\s+/g, ' '))
    .filter(line => line !== '')
    .join('\n')
}

/** The words of a text whose lines may be broken anywhere. */
export function unwrapped(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
