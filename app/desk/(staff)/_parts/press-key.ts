/** What the keys do that belong to no row. */
type Acts = { help: () => void; search: () => void }

const typing = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])'
const acting = 'button, a, summary, input, textarea, select'

/** Does what one key means. Never in a field, but to leave it, and never together with another key. */
export function pressKey(event: KeyboardEvent, acts: Acts): void {
  const { target, key } = event
  if (key === 'Escape') leaveField(target)
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !event.isComposing
  if (!isPlain || event.defaultPrevented || !(target instanceof Element) || target.closest(typing)) return
  if (document.querySelector('dialog[open]')) return
  const isDone = key === '?' ? done(acts.help) : key === '/' ? search(acts) : inRows(key.toLowerCase())
  if (isDone) event.preventDefault()
}

/** Back to the row of a field, where keys mean something again. */
function leaveField(target: EventTarget | null): void {
  if (target instanceof Element && target.closest(typing))
    target.closest<HTMLElement>('[data-row]')?.focus({ preventScroll: true })
}

function done(act: () => void): true {
  act()
  return true
}

/** The search of this page, or of all incidents. */
function search(acts: Acts): true {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
  return done(() => (field ? field.focus() : acts.search()))
}

function inRows(key: string): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter(isVisible)
  const here = document.activeElement?.closest<HTMLElement>('[data-row]')
  if (key === 'j' || key === 'k') return move(rows, here ?? null, key === 'j' ? 1 : -1)
  if (!/^[a-z]$/.test(key)) return false
  if (here) return act(here, key)
  const [only, ...others] = rows
  if (!only) return act(document.querySelector('main'), key)
  if (others.length === 0) return act(document.querySelector('main'), key)
  // Which row is meant is seen before anything is done in it.
  const first = rows.find(row => findActive(row, key))
  first?.focus()
  return first !== undefined
}

function move(rows: readonly HTMLElement[], here: HTMLElement | null, step: 1 | -1): boolean {
  const at = here ? rows.indexOf(here) : -1
  const next = here ? rows[at + step] : rows[0]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return rows.length > 0
}

/** Presses, opens or focuses what names the key as its shortcut. */
function act(place: Element | null, key: string): boolean {
  const found = place && findActive(place, key)
  if (!found) return false
  if (found.matches('input, textarea, select')) {
    found.closest('details')?.setAttribute('open', '')
    found.focus()
    return true
  }
  found.click()
  // What was opened is typed into at once.
  if (found.matches('summary')) requestAnimationFrame(() => firstTyped(found.parentElement)?.focus())
  return true
}

/** Words come first, whatever stands above them. */
function firstTyped(place: Element | null): HTMLElement | null | undefined {
  const words = place?.querySelector<HTMLElement>('textarea')
  return words ?? place?.querySelector<HTMLElement>('input:not([type="hidden"]), select')
}

function findActive(place: Element, key: string): HTMLElement | undefined {
  const named = place.querySelectorAll<HTMLElement>(`[aria-keyshortcuts~="${key}"]`)
  return [...named].find(each => each.matches(acting) && !each.matches(':disabled') && isReachable(each))
}

/** What stands in something closed is reached by opening that. */
function isReachable(element: HTMLElement): boolean {
  const fold = element.closest('details:not([open])')
  return isVisible(element) || (fold !== null && element.matches('textarea, input, select'))
}

function isVisible(element: HTMLElement): boolean {
  return element.checkVisibility()
}
