import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'

type Values = Record<string, unknown>
type Scope = Record<string, unknown>

/**
 * Fills in the templates of our chart: those few words of Helm's language that they use, and no other. Throws what a template
 * says is wrong, and at a word that it does not know.
 */
export function renderChart(file: string, given: Values): unknown {
  const folder = 'deploy/helm/allclear'
  const values = { ...(parse(readFileSync(`${folder}/values.yaml`, 'utf8')) as Values), ...given }
  const template = readFileSync(`${folder}/templates/${file}`, 'utf8')
  // "{{-" eats the space before it, as in Helm.
  const parts = template.replace(/\s*\{\{-/g, '{{').split(/(\{\{.*?\}\})/s)
  const scope: Scope = { '.Values': values, '.Release': { Name: 'status' } }
  const { text } = fill(parts, 0, scope)
  return parse(text)
}

function fill(
  parts: readonly string[],
  from: number,
  scope: Scope,
): { text: string; at: number; ended: string } {
  let text = ''
  for (let at = from; at < parts.length; at++) {
    const part = parts[at] ?? ''
    if (!part.startsWith('{{')) {
      text += part
      continue
    }
    const words = part.slice(2, -2).trim()
    if (words === 'end' || words === 'else') return { text, at, ended: words }
    const [verb = ''] = words.split(' ', 1)
    const rest = words.slice(verb.length).trim()
    if (verb === 'if' || verb === 'with' || verb === 'range') {
      const block = fillBlock(parts, at + 1, scope, verb, rest)
      text += block.text
      at = block.at
    } else if (/^\$\w+ :=/.test(words)) scope[verb] = meant(words.replace(/^\$\w+ :=/, ''), scope)
    else text += String(meant(words, scope))
  }
  return { text, at: parts.length, ended: '' }
}

function fillBlock(parts: readonly string[], from: number, scope: Scope, verb: string, condition: string) {
  const [, names = '', asked = condition] = /^(\$\w+, \$\w+) := (.+)$/.exec(condition) ?? []
  const value = meant(asked, scope)
  const holds = isTrue(value)
  // What is not taken must not fail, so it is read with nothing that could.
  const inner = verb === 'with' ? { ...scope, '.': value } : scope
  const [first, second] = names.split(', ')
  const rounds = verb === 'range' ? Object.entries((value ?? {}) as Values) : []
  const scopes =
    verb === 'range'
      ? rounds.map(([name, each]) => ({ ...scope, [first ?? '']: name, [second ?? '']: each }))
      : [inner]
  const main = holds ? fill(parts, from, scopes[0] ?? inner) : skip(parts, from)
  const more = scopes.slice(1).map(each => fill(parts, from, each).text)
  if (main.ended !== 'else') return { text: main.text + more.join(''), at: main.at }
  const other = holds ? skip(parts, main.at + 1) : fill(parts, main.at + 1, scope)
  return { text: holds ? main.text : other.text, at: other.at }
}

function skip(parts: readonly string[], from: number) {
  let depth = 0
  for (let at = from; at < parts.length; at++) {
    const words = (parts[at] ?? '').startsWith('{{') ? (parts[at] ?? '').slice(2, -2).trim() : ''
    if (/^(if|with|range)\b/.test(words)) depth += 1
    if (depth === 0 && (words === 'end' || words === 'else')) return { text: '', at, ended: words }
    if (words === 'end') depth -= 1
  }
  return { text: '', at: parts.length, ended: '' }
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : typeof value === 'object' && value
      ? Object.keys(value).length > 0
      : Boolean(value)
}

/** One expression, with what it is piped through. */
function meant(words: string, scope: Scope): unknown {
  const [first = '', ...pipes] = words.split(' | ')
  return pipes.reduce<unknown>(
    (value, pipe) => call(tokensOf(pipe), scope, [value]),
    call(tokensOf(first), scope, []),
  )
}

function tokensOf(words: string): string[] {
  return words.trim().match(/"[^"]*"|\((?:[^()]|\([^()]*\))*\)(?:\.\w+)?|\S+/g) ?? []
}

function call([name = '', ...given]: string[], scope: Scope, piped: unknown[]): unknown {
  const args = [...given.map(each => atom(each, scope)), ...piped]
  const [one, two] = args
  switch (name) {
    case 'int':
      return Number(one)
    case 'gt':
      return Number(one) > Number(two)
    case 'le':
      return Number(one) <= Number(two)
    case 'and':
      return args.every(isTrue)
    case 'not':
      return !isTrue(one)
    case 'quote':
      return JSON.stringify(String(one))
    case 'toYaml':
      return stringify(one).trimEnd()
    case 'nindent':
      return `\n${String(two).replace(/^/gm, ' '.repeat(Number(one)))}`
    case 'urlParse':
      return new URL(String(one))
    case 'fail':
      throw new Error(String(one))
    case 'required':
      if (!isTrue(two)) throw new Error(String(one))
      return two
    default:
      return atom(name, scope)
  }
}

function atom(word: string, scope: Scope): unknown {
  if (/^".*"$/.test(word)) return word.slice(1, -1)
  if (/^-?\d+$/.test(word)) return Number(word)
  const [, inner, member] = /^\((.*)\)(?:\.(\w+))?$/s.exec(word) ?? []
  if (inner !== undefined) {
    const value = meant(inner, scope)
    return member ? (value as Record<string, unknown>)[member] : value
  }
  if (word in scope) return scope[word]
  const [, root = '', path = ''] = /^(\.\w+)((?:\.\w+)*)$/.exec(word) ?? []
  if (!(root in scope)) throw new Error(`The chart says ${word}, which this test cannot read.`)
  return path
    .split('.')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], scope[root])
}
