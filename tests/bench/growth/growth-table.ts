import { printTable } from '../table.ts'

/** flat: should not depend on the size. linear: may grow with it. */
type Expected = 'flat' | 'linear'
export type Row = { name: string; unit: string; is: Expected; values: number[] }

/** Ten times the size may take so much more and still be called flat, or linear: medians of a few runs scatter. */
const mostTimes = { flat: 2, linear: 13 }
/** What takes less is noise, and no growth of it counts. */
const leastCounted = { ms: 10, MB: 40, kB: 4 }

/** Prints what each size takes, and how many times the one before; sizes are powers of ten. */
export function printGrowth(title: string, of: string, sizes: readonly number[], rows: readonly Row[]): void {
  const heading = [of, ...sizes.map(size => size.toLocaleString('en')), 'per tenfold', 'may be', '']
  printTable(title, [heading, ...rows.map(row => lineOf(row))])
}

function lineOf({ name, unit, is, values }: Row): string[] {
  const least = leastCounted[unit as keyof typeof leastCounted] ?? 0
  const times = values.slice(1).map((value, i) => Math.max(value, least) / Math.max(values[i] ?? 0, least))
  const isBad = times.some(each => each > mostTimes[is])
  return [
    name,
    ...values.map(
      value => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ${unit}`,
    ),
    times.map(each => `×${each.toFixed(1)}`).join(' '),
    is,
    isBad ? 'WORSE' : 'so it is',
  ]
}
