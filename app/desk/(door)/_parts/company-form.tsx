'use client'

import { useEffect } from 'react'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

/** Where to sign in, or why that cannot be now. */
export type CompanyOutcome = { address: string } | { problem: string } | null

type Props = { action: (before: CompanyOutcome, form: FormData) => Promise<CompanyOutcome>; name: string }

/** A button that leads to the company’s identity provider; without scripts by a link more. */
export function CompanyForm({ action, name }: Props) {
  const [outcome, submit] = useKeptAction<NonNullable<CompanyOutcome>>(action, problem => ({ problem }))
  const { passkey: words } = useDeskWords()
  const address = outcome && 'address' in outcome ? outcome.address : null
  useEffect(() => {
    if (address) location.assign(address)
  }, [address])
  return (
    <form action={submit} className="grid gap-2">
      <SubmitButton look="side">{fillIn(words.signInWith, { company: name })}</SubmitButton>
      {address ? (
        <p role="status">
          <a href={address} rel="noreferrer">
            {fillIn(words.goOnTo, { host: new URL(address).host })}
          </a>
        </p>
      ) : null}
      {outcome && 'problem' in outcome ? (
        <p role="alert" className="rounded-lg bg-down-bg px-4 py-3 text-down">
          {outcome.problem}
        </p>
      ) : null}
    </form>
  )
}
