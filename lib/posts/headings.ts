import type { Root } from 'mdast'
import { textOfNode, walk } from './tree.ts'

/**
 * Gives every heading the id of its words, so that it can be linked to: "What we do" is #what-we-do.
 * A second heading with the same words gets -2. Names in taken belong to points.
 */
export function nameHeadings(tree: Root, taken: Set<string>): void {
  const used = new Set(taken)
  walk(tree, node => {
    if (node.type !== 'heading') return
    const id = unused(slugOf(textOfNode(node)), used)
    used.add(id)
    node.data = { ...node.data, hProperties: { id } }
  })
}

/** Small letters and digits of any script, joined by "-". Latin letters lose their accents. */
function slugOf(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
  const slug = plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  // Points own #point-1, #point-2 …, also those that are added later.
  return slug === '' || /^point-\d+$/.test(slug) ? `section-${slug}`.replace(/-$/, '') : slug
}

function unused(slug: string, used: ReadonlySet<string>): string {
  if (!used.has(slug)) return slug
  let number = 2
  while (used.has(`${slug}-${number}`)) number++
  return `${slug}-${number}`
}
