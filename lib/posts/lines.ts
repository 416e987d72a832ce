import type { Parents } from 'mdast'

/** The lines of a short text stay lines, because whoever typed them into a form saw them so. */
export function keepLines(parent: Parents): void {
  parent.children = parent.children.flatMap((child): Parents['children'] => {
    if ('children' in child) keepLines(child)
    if (child.type !== 'text') return [child]
    const lines = child.value.split(/[ \t]*\n[ \t]*/)
    return lines.flatMap((value, place) => [
      ...(place > 0 ? [{ type: 'break' as const }] : []),
      { ...child, value },
    ])
  }) as typeof parent.children
}
