/** The moment this many seconds later. */
export function later(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}

/** The earliest of the moments that are there, or null. */
export function earliest(moments: readonly (Date | null)[]): Date | null {
  const times = moments.filter(moment => moment !== null).map(moment => moment.getTime())
  return times.length > 0 ? new Date(Math.min(...times)) : null
}

/** The latest of one or more moments. */
export function latest(moments: readonly Date[]): Date {
  return new Date(Math.max(...moments.map(moment => moment.getTime())))
}
