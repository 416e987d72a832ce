import type { MaintenanceList } from '#db/reads/maintenance/desk-maintenance.ts'

/** The address of the list, by the names of the form's fields. */
export type MaintenanceQuery = Partial<Record<'text' | 'list' | 'page' | 'again', string | string[]>>

/** What the address asks for. What cannot be meant is left out. */
export function readAskedList({ text, list, page }: MaintenanceQuery): {
  text: string | null
  list: MaintenanceList
  page: number
} {
  const typed = typeof text === 'string' ? text.replaceAll('\0', '').trim().slice(0, 100) : ''
  return {
    text: typed === '' ? null : typed,
    list: list === 'past' ? 'past' : 'planned',
    page: typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  }
}

/** The same list, elsewhere in it. */
export function addressOf({ text, list, page }: ReturnType<typeof readAskedList>): string {
  const fields = new URLSearchParams()
  if (text !== null) fields.set('text', text)
  if (list === 'past') fields.set('list', list)
  if (page > 1) fields.set('page', String(page))
  return `/desk/maintenance${fields.size > 0 ? `?${fields}` : ''}`
}
