/** What begins every XML text of ours. */
export const xmlStart = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** An element with a text in it. attributes: as they are written, with a space before. */
export function xmlElement(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes}>${escapeXml(text)}</${name}>\n`
}

/** An element without content. */
export function xmlEmpty(name: string, attributes: Record<string, string>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  return `<${name}${written.join('')}/>\n`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** A text or a value as XML holds it; signs that XML 1.0 has no way to say are left out (2.2, Char). */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"\r]/g, sign => signs[sign] ?? sign)
}
