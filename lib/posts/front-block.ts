import type { TextPosition } from './problem.ts'

const opening = /^---(?:\r?\n|\r)(?:[\s\S]*?(?:\r?\n|\r))?---(?=\r?\n|\r|$)/

/** Whether a file begins with fields between two lines of three dashes. */
export function hasFrontmatter(source: string): boolean {
  return opening.test(source)
}

/** The text below the front matter. Front matter becomes blank lines, so that lines keep their numbers. */
export function blankFrontmatter(source: string): string {
  return source.replace(opening, block => block.replace(/[^\r\n]/g, ''))
}

/** Where the value of a field stands; for an entry of a list, that entry. The file's start when it cannot be found. */
export function placeOfField(source: string, field: string, entry?: unknown): TextPosition {
  const lines = source.split(/\r\n|\r|\n/)
  const index = lines.findIndex((line, number) => number > 0 && line.startsWith(`${field}:`))
  const keyLine = lines[index]
  if (keyLine === undefined) return { line: 1, column: 1 }
  if (entry !== undefined)
    for (let at = index; at === index || /^\s*-\s|^\s/.test(lines[at] ?? ''); at++) {
      const column = (lines[at] ?? '').indexOf(String(entry), at === index ? field.length + 1 : 0)
      if (column >= 0) return { line: at + 1, column: column + 1 }
    }
  const value = /^\s*/.exec(keyLine.slice(field.length + 1))?.[0].length ?? 0
  return { line: index + 1, column: field.length + 2 + value }
}
