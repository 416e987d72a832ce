import { ignored, type ParsedItem } from './item.ts'
import { plainLine } from './text.ts'

/** The first of several values that says anything; undefined when none does. */
export function firstGiven(...values: readonly unknown[]): unknown {
  return values.find(value => plainLine(value) !== '')
}

/** A number that came as a number or, in a form, as its digits; null for anything else. */
export function numberOf(value: unknown): number | null {
  const text = plainLine(value)
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : null
}

/** The texts of a list; a single text counts as a list of one. */
export function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(plainLine).filter(text => text !== '')
}

/** What the test button of a tool sends. */
export function testMessage(): ParsedItem {
  return ignored('test: the source works')
}

/** What comes all the time and needs no line in the log. */
export function routine(reason: string): ParsedItem {
  return { is: 'ignored', reason, isRoutine: true }
}
