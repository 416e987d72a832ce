import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { PictureProblem } from '#lib/rules/look/file-problem.ts'
import { type CleanPicture, mostFileBytes, mostPixels } from './png.ts'

/** Drawing, and nothing else: what is not here is left out, with all that is in it. */
const elements = new Set(
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath mask pattern style'.split(
    ' ',
  ),
)
const attributes = new Set(
  'id class style viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility clip-path clip-rule mask gradientUnits gradientTransform spreadMethod offset stop-color stop-opacity patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits preserveAspectRatio font-family font-size font-weight font-style letter-spacing text-anchor dominant-baseline dx dy role aria-label vector-effect paint-order'.split(
    ' ',
  ),
)
const mostElements = 5_000
const mostDepth = 32
/** Copies of copies: each may draw all that it names. */
const mostUses = 100

type Cleaning = {
  out: string[]
  open: string[]
  /** What the rules that are open say so far. */
  rules: string
  skipped: number
  count: number
  uses: number
  size: Size | null
}
type Size = { width: number; height: number }

/**
 * A drawing of SVG without scripts, links, embedded documents and whatever else is no drawing: read by a parser of XML and
 * written anew of what is allowed. Entities are not declared in it, and nothing outside is named. It never throws.
 */
export function cleanSvg(bytes: Buffer): CleanPicture | PictureProblem {
  if (bytes.length > mostFileBytes) return 'too-long'
  const cleaning: Cleaning = { out: [], open: [], rules: '', skipped: 0, count: 0, uses: 0, size: null }
  const problem = read(new TextDecoder().decode(bytes), cleaning)
  if (problem) return problem
  if (!cleaning.size) return 'no-size'
  return { type: 'svg', bytes: Buffer.from(cleaning.out.join('')), ...cleaning.size }
}

function read(text: string, cleaning: Cleaning): PictureProblem | null {
  let problem: PictureProblem | null = null
  const stop = (why: PictureProblem) => {
    problem ??= why
    // Ends the parsing of what was given in one piece.
    throw new Stopped()
  }
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', () => stop('broken'))
  parser.on('doctype', doctype => (doctype.includes('[') ? stop('too-complex') : undefined))
  parser.on('opentag', tag => openTag(tag, cleaning, stop))
  parser.on('closetag', tag => closeTag(tag, cleaning))
  const words = (said: string) => addText(said, cleaning)
  parser.on('text', words)
  parser.on('cdata', words)
  try {
    parser.write(text).close()
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
  }
  return problem
}

class Stopped extends Error {}

function openTag(tag: SaxesTagPlain, cleaning: Cleaning, stop: (why: PictureProblem) => void): void {
  cleaning.count += 1
  const { open, out } = cleaning
  if (cleaning.count === 1 && tag.name !== 'svg') stop('not-a-picture')
  if (cleaning.count > mostElements || open.length + cleaning.skipped >= mostDepth) stop('too-complex')
  if (tag.name === 'use') cleaning.uses += 1
  if (cleaning.uses > mostUses) stop('too-complex')
  // Rules are text alone: what stands between two pieces would join them to another word.
  if (cleaning.skipped > 0 || !elements.has(tag.name) || open.at(-1) === 'style') {
    cleaning.skipped += 1
    return
  }
  const isOuter = open.length === 0
  if (isOuter) cleaning.size = sizeOf(tag.attributes)
  open.push(tag.name)
  const space = isOuter ? ' xmlns="http://www.w3.org/2000/svg"' : ''
  const said = Object.entries(tag.attributes).flatMap(([name, value]) => attributeOf(name, value))
  out.push(`<${tag.name}${space}${said.join('')}>`)
}

function closeTag({ name }: SaxesTagPlain, cleaning: Cleaning): void {
  if (cleaning.skipped > 0) {
    cleaning.skipped -= 1
    return
  }
  cleaning.open.pop()
  if (name === 'style') closeRules(cleaning)
  cleaning.out.push(`</${name}>`)
}

function addText(said: string, cleaning: Cleaning): void {
  const { open, skipped, out } = cleaning
  if (skipped > 0 || open.length === 0) return
  if (open.at(-1) === 'style') cleaning.rules += said
  else out.push(escaped(said))
}

/** Judged as a whole, because a browser reads them so: a remark of XML can stand in the middle of a word. */
function closeRules(cleaning: Cleaning): void {
  if (isHarmlessStyle(cleaning.rules)) cleaning.out.push(escaped(cleaning.rules))
  cleaning.rules = ''
}

/** The attribute as it is written; nothing for one that is not allowed. A link may lead to a part of this drawing only. */
function attributeOf(name: string, value: string): string[] {
  if (name === 'href' || name === 'xlink:href')
    return /^#[\w-]{1,100}$/.test(value) ? [` href="${value}"`] : []
  if (!attributes.has(name) || !isHarmlessStyle(value)) return []
  return [` ${name}="${escaped(value)}"`]
}

/** Whether rules or values name nothing but parts of this drawing. A backslash could hide a name. */
function isHarmlessStyle(text: string): boolean {
  const without = text.replace(/url\(\s*(["']?)#[\w-]{1,100}\1\s*\)/gi, '')
  return !/[\\@]|\w+-set\(|(url|src|image|expression|element|cross-fade)\s*\(|javascript:|data:|https?:/i.test(
    without,
  )
}

/** In pixels, by its frame, else by what it says of itself; null: it says neither. */
function sizeOf({ viewBox, width, height }: Record<string, string>): Size | null {
  const box = (viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const sides = box.length === 4 ? box.slice(2) : [width, height].map(side => Number.parseFloat(side ?? ''))
  const [wide = 0, high = 0] = sides
  if (!(wide > 0 && high > 0 && Number.isFinite(wide) && Number.isFinite(high))) return null
  const scale = Math.min(1, mostPixels / Math.max(wide, high))
  const pixels = (side: number) => Math.max(1, Math.round(side * scale))
  return { width: pixels(wide), height: pixels(high) }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
