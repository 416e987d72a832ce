import type { Definition, List, Nodes, Parents } from 'mdast'
import { isImageAddress, isLinkAddress } from './address.ts'
import { type IndicatorType, indicatorWords } from './elements.ts'
import { blankFrontmatter } from './front-block.ts'
import { utcText } from './plain-text.ts'
import { numberPoints } from './points.ts'
import { readPostText, type TextMode } from './text.ts'
import { isElement, type MdxElement, propsOf, walk } from './tree.ts'

/** site: its address, for links that begin with a slash. page: the post's, for links to a place on it. */
export type HtmlPlace = { site: string; page: string }

type HtmlRules = HtmlPlace & { addresses: ReadonlyMap<string, string>; isLight: boolean }

/**
 * A post, or with mode "light" a short text, as HTML for feed readers: plain tags without attributes but the addresses of
 * links and pictures, which are whole. A text that does not pass the check stands there as it was typed.
 */
export function htmlText(source: string, place: HtmlPlace, mode: TextMode = 'full'): string {
  const body = mode === 'full' ? blankFrontmatter(source) : source.replace(/\r\n?/g, '\n')
  const read = readPostText(body, mode)
  if ('problems' in read) return asTyped(body)
  numberPoints(read.tree)
  const definitions: Definition[] = []
  walk(read.tree, node => {
    if (node.type === 'definition') definitions.push(node)
  })
  const addresses = new Map(definitions.map(each => [each.identifier, each.url]))
  return inside(read.tree, { ...place, addresses, isLight: mode === 'light' })
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** What a text may not hold as it is, between tags and in quoted values. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => signs[sign] ?? sign)
}

/** Paragraph by paragraph, with its lines. */
function asTyped(body: string): string {
  const paragraphs = body.trim().split(/\n[ \t]*\n\s*/)
  return paragraphs.map(text => `<p>${escapeHtml(text).replace(/\n/g, '<br>')}</p>`).join('')
}

function inside(parent: Parents, rules: HtmlRules): string {
  return parent.children.map(child => html(child, rules)).join('')
}

function html(node: Nodes, rules: HtmlRules): string {
  if (isElement(node)) return elementHtml(node, rules)
  switch (node.type) {
    case 'text':
      return escapeHtml(node.value).replace(/[ \t]*\n[ \t]*/g, rules.isLight ? '<br>' : ' ')
    case 'paragraph':
      return tag('p', inside(node, rules))
    case 'heading':
      return tag(`h${node.depth}`, inside(node, rules))
    case 'emphasis':
      return tag('em', inside(node, rules))
    case 'strong':
      return tag('strong', inside(node, rules))
    case 'delete':
      return tag('del', inside(node, rules))
    case 'inlineCode':
      return tag('code', escapeHtml(node.value))
    case 'code':
      return tag('pre', tag('code', escapeHtml(node.value)))
    case 'blockquote':
      return tag('blockquote', inside(node, rules))
    case 'list':
      return listHtml(node, rules)
    case 'break':
      return '<br>'
    case 'thematicBreak':
      return '<hr>'
    case 'link':
      return linkHtml(node.url, inside(node, rules), rules)
    case 'linkReference':
      return linkHtml(rules.addresses.get(node.identifier) ?? '', inside(node, rules), rules)
    case 'image':
      return imageHtml(node.url, node.alt ?? '', rules)
    case 'table':
      return tag('table', inside(node, rules))
    case 'tableRow':
      return tag('tr', inside(node, rules))
    case 'tableCell':
      return tag('td', inside(node, rules))
    default:
      return ''
  }
}

function listHtml(list: List, rules: HtmlRules): string {
  const items = list.children.map(({ children }) => {
    const isTight = (child: Nodes) => child.type === 'paragraph' && !list.spread
    return tag(
      'li',
      children.map(child => (isTight(child) ? inside(child as Parents, rules) : html(child, rules))).join(''),
    )
  })
  const first = list.start ?? 1
  const start = list.ordered && first !== 1 ? ` start="${first}"` : ''
  return tag(list.ordered ? 'ol' : 'ul', items.join(''), start)
}

function elementHtml(node: MdxElement, rules: HtmlRules): string {
  const prop = propsOf(node)
  const content = inside(node, rules)
  switch (node.name) {
    case 'Points':
      return content
    case 'Point':
      return tag('div', `<p><strong>${escapeHtml(prop.number ?? '')}.</strong></p>${content}`)
    case 'Callout': {
      const title = tag('p', tag('strong', escapeHtml(prop.title ?? (prop.tone ?? '').toUpperCase())))
      return tag('blockquote', title + content)
    }
    case 'Indicator': {
      const name = escapeHtml(indicatorWords[prop.type as IndicatorType])
      return tag('p', `${name}: ${tag('code', escapeHtml(prop.value ?? ''))}`) + content
    }
    case 'ServerChip':
      return linkHtml(`/servers/${prop.hostname ?? ''}`, escapeHtml(prop.hostname ?? ''), rules)
    case 'Timestamp':
      return content || escapeHtml(utcText(prop.at ?? ''))
    default:
      return content
  }
}

function linkHtml(address: string, words: string, rules: HtmlRules): string {
  const href = isLinkAddress(address) ? wholeAddress(address, rules) : null
  return href ? tag('a', words, ` href="${escapeHtml(href)}"`) : words
}

function imageHtml(address: string, alt: string, rules: HtmlRules): string {
  const src = isImageAddress(address) ? wholeAddress(address, rules) : null
  return src ? `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">` : escapeHtml(alt)
}

function wholeAddress(address: string, { site, page }: HtmlPlace): string | null {
  return URL.parse(address, address.startsWith('#') ? page : site)?.href ?? null
}

function tag(name: string, content: string, attributes = ''): string {
  return `<${name}${attributes}>${content}</${name}>`
}
