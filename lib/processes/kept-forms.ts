import { randomBytes } from 'node:crypto'
import { sharedOnce } from '#lib/shared.ts'
import { hearSiblings, tellSiblings } from './siblings.ts'

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

const topic = 'kept-form'
type Told = Omit<KeptForm, 'form'> & { id: string; until: number; form: string }

const held = () => sharedOnce('kept-forms', () => new Map<string, Held>())

/**
 * Keeps a form for its reader, whose browser may run no scripts and would lose what was typed. Returns the address of the page
 * that shows it, which nobody can guess. The other processes of this machine have it too; on another one it is gone, as after a
 * restart.
 */
export function keepForm(kept: KeptForm, now: Date): string {
  const id = randomBytes(16).toString('base64url')
  const until = now.getTime() + keptMinutes * 60_000
  const form = kept.form.toString()
  hold(id, { ...kept, until, size: form.length }, now)
  tellSiblings(topic, { ...kept, id, until, form } satisfies Told)
  return `/kept/${id}`
}

/** Keeps what other processes of this machine keep, so that a reader finds it whichever answers. */
export function keepFormsOfSiblings(): void {
  hearSiblings<Told>(topic, ({ id, form, ...kept }) =>
    hold(id, { ...kept, form: new URLSearchParams(form), size: form.length }, new Date()),
  )
}

function hold(id: string, kept: Held, now: Date): void {
  const forms = held()
  forgetOld(forms, now)
  forms.set(id, kept)
  let size = [...forms.values()].reduce((sum, each) => sum + each.size, 0)
  for (const [oldest, each] of forms) {
    if (forms.size <= mostForms && size <= mostCharacters) break
    forms.delete(oldest)
    size -= each.size
  }
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
