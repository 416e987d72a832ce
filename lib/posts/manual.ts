import type { Element, Nodes as HastNodes } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

/** The pages of the manual that staff need at the desk, by their file in docs. */
export const manualPages = [
  'agent',
  'agent-scan',
  'audit',
  'deciding',
  'hand-over',
  'indicators',
  'keys',
  'log',
  'look',
  'resellers',
  'sending',
] as const

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).freeze()

/** A page of the manual without its title, which is beside it. Its links to other pages lead to those below base; those to files are none. */
export function renderManual(source: string, base: string): { title: string; body: ReactNode } {
  const [, title = '', rest = ''] = /^# (.+)\n([\s\S]*)$/.exec(source) ?? []
  const tree = processor.runSync(processor.parse(rest)) as HastNodes
  mend(tree, base)
  return { title, body: toJsxRuntime(tree, { Fragment, jsx, jsxs }) }
}

function mend(node: HastNodes, base: string): void {
  if (!('children' in node)) return
  for (const child of node.children) {
    if (child.type === 'element' && child.tagName === 'a') mendLink(child, base)
    // Where it is wider than the screen, it is scrolled by keys.
    if (child.type === 'element' && child.tagName === 'pre') child.properties.tabIndex = 0
    mend(child, base)
  }
}

function mendLink(link: Element, base: string): void {
  const href = String(link.properties.href ?? '')
  if (/^(https?:|#)/.test(href)) return
  const [, name = ''] = /^(?:\.\/)?([a-z-]+)\.md$/.exec(href) ?? []
  if (manualPages.some(page => page === name)) link.properties.href = `${base}/${name}`
  else {
    link.tagName = 'code'
    link.properties = {}
  }
}
