import type { Labels } from '#lib/rules/sources/source-rule.ts'
import { fieldsOrNone } from './fields.ts'
import { plainLine, plainName } from './text.ts'

const mostLabels = 40
const mostName = 100
const mostValue = 200

/** What a caller attached, small enough to keep with every alert: the first 40, names and values cut. */
export function givenLabels(value: unknown): Labels {
  const pairs = Object.entries(fieldsOrNone(value))
    .map(([name, text]) => [cut(plainName(name), mostName), cut(plainLine(text), mostValue)] as const)
    .filter(([name, text]) => name !== '' && text !== '')
  return Object.fromEntries(pairs.slice(0, mostLabels))
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('')
}
