import type { AtRule, Declaration } from 'postcss'
import { CssSyntaxError, parse } from 'postcss'
import type { SheetProblem } from '#lib/rules/look/file-problem.ts'

/** Of a style sheet of the hoster's own, in bytes. */
const mostSheetBytes = 64 * 1024
const mostNodes = 4_000
const mostDepth = 8
const mostProblems = 5

/** What an own sheet may ask about; all else would load, name or run something. */
const atRules = new Set(['media', 'supports', 'layer', 'keyframes', 'container', 'starting-style'])

/**
 * What is wrong with a style sheet of the hoster's own; an empty list: nothing. It may say how things look, and load nothing:
 * the policy of the pages lets pictures of data: pass and no other address.
 */
export function sheetProblems(css: string): SheetProblem[] {
  if (Buffer.byteLength(css) > mostSheetBytes) return [{ is: 'too-long', line: null, what: '' }]
  if (depthOf(css) > mostDepth) return [{ is: 'too-complex', line: null, what: '' }]
  const problems: SheetProblem[] = []
  try {
    let count = 0
    parse(asBrowsersRead(css)).walk(node => {
      count += 1
      if (count > mostNodes || problems.length >= mostProblems) return false
      const found = problemIn(node)
      if (found)
        problems.push({ is: found.is, line: node.source?.start?.line ?? null, what: found.what.slice(0, 60) })
      return undefined
    })
    return count > mostNodes ? [{ is: 'too-complex', line: null, what: '' }] : problems
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error
    return [{ is: 'unreadable', line: error.line ?? null, what: error.reason }]
  }
}

/** A form feed ends a line as well (https://www.w3.org/TR/css-syntax-3/#input-preprocessing), and so the text that it stands in. */
function asBrowsersRead(css: string): string {
  return css.replace(/\r\n?|\f/g, '\n')
}

type Found = Pick<SheetProblem, 'is' | 'what'>

function problemIn(node: { type: string }): Found | null {
  if (node.type === 'atrule') {
    const { name, params } = node as AtRule
    if (!atRules.has(name.toLowerCase())) return { is: 'at-rule', what: `@${name}` }
    return problemOf(params)
  }
  if (node.type === 'decl') {
    const { prop, value } = node as Declaration
    if (/^(-moz-binding|behavior)$/i.test(prop)) return { is: 'script', what: prop }
    return problemOf(`${prop}: ${value}`)
  }
  return node.type === 'rule' ? problemOf((node as unknown as { selector: string }).selector) : null
}

/** Outside of quotes a backslash could write a name that nobody recognises. */
function problemOf(text: string): Found | null {
  const bare = text.replace(/"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"|'[^'\\\n]*(?:\\[^\n][^'\\\n]*)*'/g, '""')
  if (bare.includes('\\')) return { is: 'backslash', what: text }
  if (/expression\s*\(|javascript:/i.test(bare)) return { is: 'script', what: text }
  if (/(?:image-set|image|src|element|cross-fade)\s*\(/i.test(bare)) return { is: 'address', what: text }
  const addresses = [...text.matchAll(/url\s*\(\s*(["']?)([^"')]*)/gi)].map(([, , address = '']) => address)
  if (addresses.every(address => /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(address.trim())))
    return null
  return { is: 'address', what: text }
}

/** How deep its brackets go, wherever they stand. */
function depthOf(css: string): number {
  let [depth, most] = [0, 0]
  for (const sign of css) {
    if (sign === '{') depth += 1
    if (sign === '}') depth -= 1
    most = Math.max(most, depth)
  }
  return most
}
