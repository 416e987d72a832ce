/** What a flow has made. Throws where it names an obstacle instead. */
export function made<T extends object>(result: T | string): T {
  if (typeof result === 'string') throw new Error(`Nothing was made: ${result}.`)
  return result
}
