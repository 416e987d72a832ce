'use client'

import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { type DeskWords, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

/** What the browser's passkeys are asked, or why they are not. */
export type PasskeyQuestion = { options: unknown } | { problem: string }

/** What became of a browser's answer. to: the page that opens now, loaded anew, since somebody else may sit here. */
export type PasskeyOutcome = { done: string } | { problem: string } | { to: string }

type Props = {
  /** use: one that there is. make: a new one. */
  what: 'use' | 'make'
  ask: () => Promise<PasskeyQuestion>
  answer: (text: string, name: string) => Promise<PasskeyOutcome>
  label: string
  look?: string
  /** A field for the name of a new one. */
  children?: ReactNode
}

/** A button that asks the browser for a passkey. It appears where scripts run and the browser knows passkeys. */
export function PasskeyButton({ what, ask, answer, label, look = 'button', children }: Props) {
  const { passkey: words } = useDeskWords()
  const [isPossible, setIsPossible] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<Said | null>(null)
  useEffect(() => setIsPossible(browserSupportsWebAuthn()), [])

  async function press(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const name = String(new FormData(form).get('name') ?? '')
    setIsBusy(true)
    setOutcome(null)
    const said = await attempt(words, { what, ask, answer }, name)
    if ('to' in said) return location.assign(said.to)
    setOutcome(said)
    setIsBusy(false)
    if ('done' in said) form.reset()
  }

  if (!isPossible) return null
  return (
    <form onSubmit={press} className="grid max-w-md gap-3">
      {children}
      <button
        type="submit"
        disabled={isBusy}
        className={`sm:justify-self-start disabled:cursor-wait disabled:opacity-60 ${look}`}
      >
        {label}
      </button>
      {outcome ? <Outcome outcome={outcome} /> : null}
    </form>
  )
}

type Said = Exclude<PasskeyOutcome, { to: string }>

function Outcome({ outcome }: { outcome: Said }) {
  return 'done' in outcome ? (
    <p role="status" className="text-ok">
      {outcome.done}
    </p>
  ) : (
    <p role="alert" className="rounded-lg bg-down-bg px-4 py-3 text-down">
      {outcome.problem}
    </p>
  )
}

async function attempt(
  words: DeskWords['passkey'],
  { what, ask, answer }: Pick<Props, 'what' | 'ask' | 'answer'>,
  name: string,
): Promise<PasskeyOutcome> {
  try {
    const asked = await ask()
    if ('problem' in asked) return asked
    return await answer(JSON.stringify(await fromBrowser(what, asked.options)), name)
  } catch (error) {
    return { problem: problemOf(words, error, what) }
  }
}

function fromBrowser(what: Props['what'], options: unknown) {
  return what === 'make'
    ? startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
    : startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON })
}

/** Why nothing came of it, in words for who pressed the button. */
function problemOf(words: DeskWords['passkey'], error: unknown, what: Props['what']): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidStateError') return words.known
  if (name === 'NotAllowedError' || name === 'AbortError')
    return what === 'use' ? words.notGiven : words.notMade
  return name === 'SecurityError' ? words.wrongName : words.noAnswer
}
