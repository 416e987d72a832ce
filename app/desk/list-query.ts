/** What an address says once or several times. */
type Given = string | string[] | undefined

const longestText = 100

/** What is looked for; null: anything. */
export function textOf(given: Given): string | null {
  return typeof given === 'string' && given.trim() !== '' ? given.trim().slice(0, longestText) : null
}

/** The number of a page; null: none has such a number. */
export function pageOf(given: Given): number | null {
  if (given === undefined) return 1
  return typeof given === 'string' && /^[1-9]\d{0,5}$/.test(given) ? Number(given) : null
}

/** The address of a list with what is asked of it; what is null or empty is left out. */
export function listAddress(path: string, asked: Readonly<Record<string, string | number | null>>): string {
  const said = Object.entries(asked).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, String(value)]],
  )
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path
}
