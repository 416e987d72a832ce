import { escapeMarkup } from '#lib/documents/markup.ts'

/** What begins every XML text of ours. */
export const xmlStart = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** An element with a text in it. attributes: as they are written, with a space before. */
export function xmlElement(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes}>${escapeMarkup(text)}</${name}>\n`
}

/** An element without content. */
export function xmlEmpty(name: string, attributes: Record<string, string>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeMarkup(value)}"`)
  return `<${name}${written.join('')}/>\n`
}
