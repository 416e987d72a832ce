import type { Format } from '#lib/documents/format.ts'
import { escapeMarkup } from '#lib/documents/markup.ts'
import { currentWords } from '#lib/language.ts'
import type { Words } from '#lib/words/words.ts'
import { type BadgeFacts, badgeColour, unknownBadge } from './badge-facts.ts'
import { textWidth } from './text-width.ts'

type BadgeStyle = 'flat' | 'flat-square' | 'for-the-badge'

/** A badge that cannot say how something is says so. */
export const svg: Format = {
  contentType: 'image/svg+xml; charset=utf-8',
  refuse: () => badgeSvg(currentWords(), unknownBadge(currentWords()), 'flat'),
}

export function readStyle(given: string | undefined): BadgeStyle {
  return given === 'flat-square' || given === 'for-the-badge' ? given : 'flat'
}

const looks = {
  flat: { height: 20, radius: 3, padding: 6, size: 11, spacing: 0, isBold: false },
  'flat-square': { height: 20, radius: 0, padding: 6, size: 11, spacing: 0, isBold: false },
  'for-the-badge': { height: 28, radius: 0, padding: 12, size: 10, spacing: 1.25, isBold: true },
} as const

const labelColour = '#33373b'

/** A badge as shields.io draws them. It names its state in words, in its title too, and needs no font of its own. */
export function badgeSvg(words: Words, facts: BadgeFacts, style: BadgeStyle): string {
  const look = looks[style]
  const [label, message] = [facts.label, facts.message].map(text =>
    style === 'for-the-badge' ? text.toUpperCase() : text,
  ) as [string, string]
  const whole = escapeMarkup(words('documents.badge.whole', { label: facts.label, message: facts.message }))
  const boxes = [
    { text: label, from: 0, isBold: false, fill: labelColour },
    { text: message, from: boxWidth(label, look), isBold: look.isBold, fill: badgeColour(facts.state) },
  ]
  const width = boxWidth(label, look) + boxWidth(message, look)
  const { height, radius, size, spacing } = look
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" aria-label="${whole}">
<title>${whole}</title>
<clipPath id="r"><rect width="${width}" height="${height}" rx="${radius}"/></clipPath>
<g clip-path="url(#r)">${boxes.map(box => `<rect x="${box.from}" width="${boxWidth(box.text, look)}" height="${height}" fill="${box.fill}"/>`).join('')}</g>
<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="${size}"${spacing ? ` letter-spacing="${spacing}"` : ''}>${boxes.map(box => textOf(box, look)).join('')}</g>
</svg>
`
}

type Look = (typeof looks)[BadgeStyle]

function boxWidth(text: string, look: Look): number {
  return Math.round(wordWidth(text, look)) + 2 * look.padding
}

function wordWidth(text: string, { size, spacing }: Look): number {
  return textWidth(text, size) + spacing * [...text].length
}

/** The letters are made to fit their box where a font is wider than the one that was reckoned with. */
function textOf({ text, from, isBold }: { text: string; from: number; isBold: boolean }, look: Look): string {
  const baseline = Math.round(look.height / 2 + look.size * 0.36)
  const length = Math.round(wordWidth(text, look))
  const weight = isBold ? ' font-weight="bold"' : ''
  return `<text x="${from + look.padding}" y="${baseline}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${weight}>${escapeMarkup(text)}</text>`
}
