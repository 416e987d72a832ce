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
