import type { Emphasis, Parents, PhrasingContent, Strong } from 'mdast'

/**
 * Takes back what Markdown makes of signs that were no marks: an underscore, as in __init__, and a star that is part of a
 * path or a pattern. They stand as they were typed, because readers must get the words that were written.
 */
export function keepSigns(parent: Parents, source: string): void {
  parent.children = parent.children.flatMap(child => {
    if ('children' in child) keepSigns(child, source)
    return isEmphasis(child) && !isMarked(child, source) ? unmarked(child, source) : [child]
  }) as typeof parent.children
}

function isEmphasis(node: { type: string }): node is Emphasis | Strong {
  return node.type === 'emphasis' || node.type === 'strong'
}

/** Before or behind a mark, this makes it a part of a word, a path or a pattern. */
const joined = /[\p{Script=Latin}\p{N}/\\_=$@&%+#]/u
/** Marked words do not begin or end with this, but patterns do: "*.log". */
const inPatterns = /[/\\]/

function isMarked(node: Emphasis | Strong, source: string): boolean {
  const place = placeOf(node)
  if (!place) return true
  const { start, end, width } = place
  const [before, after] = [source.slice(0, start).at(-1) ?? '', source[end] ?? '']
  const [first, last] = [source[start + width] ?? '', source[end - width - 1] ?? '']
  const isInside = joined.test(before) || joined.test(after) || before === '.'
  const isPattern = inPatterns.test(first) || inPatterns.test(last) || first === '.'
  return source[start] === '*' && !isInside && !isPattern
}

function unmarked(node: Emphasis | Strong, source: string): PhrasingContent[] {
  const { start, width } = placeOf(node) ?? { start: 0, width: 0 }
  const sign = { type: 'text' as const, value: source.slice(start, start + width) }
  return [sign, ...node.children, { ...sign }]
}

function placeOf(node: Emphasis | Strong): { start: number; end: number; width: number } | null {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset]
  if (start === undefined || end === undefined) return null
  return { start, end, width: node.type === 'strong' ? 2 : 1 }
}
