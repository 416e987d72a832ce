import { randomBytes } from 'node:crypto'
import { sharedOnce } from '#lib/shared.ts'

/** Which form of the site a reader sent. */
export type KeptKind = 'subscribe' | 'comment' | 'own-comment' | 'preferences' | 'link' | 'again'

/**
 * A form that was not taken, as it was sent, with the names of what was wrong. again: with it nothing was wrong, and it is to be
 * sent to this path once more.
 */
export type KeptForm = { kind: KeptKind; form: URLSearchParams; problems: readonly string[]; path?: string }

/** Long enough to mend a field; it is somebody's words and address. */
export const keptMinutes = 15

/** Whoever sends many wrong forms loses the oldest of them, and fills no more memory than this. */
const mostForms = 300
const mostCharacters = 4_000_000

type Held = KeptForm & { until: number; size: number }

const held = () => sharedOnce('kept-forms', () => new Map<string, Held>())

/**
 * Keeps a form for its reader, whose browser may run no scripts and would lose what was typed. Returns the address of the page
 * that shows it, which nobody can guess. Without a second process to ask: there it is gone, as after a restart.
 */
export function keepForm(kept: KeptForm, now: Date): string {
  const forms = held()
  forgetOld(forms, now)
  const id = randomBytes(16).toString('base64url')
  const until = now.getTime() + keptMinutes * 60_000
  forms.set(id, { ...kept, until, size: kept.form.toString().length })
  let size = [...forms.values()].reduce((sum, each) => sum + each.size, 0)
  for (const [oldest, each] of forms) {
    if (forms.size <= mostForms && size <= mostCharacters) break
    forms.delete(oldest)
    size -= each.size
  }
  return `/kept/${id}`
}

/** The form behind such an address; null: it is too old, or there was none. */
export function readKeptForm(id: string, now: Date): KeptForm | null {
  const forms = held()
  forgetOld(forms, now)
  return forms.get(id) ?? null
}

/** Whether a form says that its browser runs no scripts; see PlainMark. */
export function isPlain(form: URLSearchParams): boolean {
  return form.has('plain')
}

function forgetOld(forms: Map<string, Held>, now: Date): void {
  for (const [id, { until }] of forms) if (until <= now.getTime()) forms.delete(id)
}
