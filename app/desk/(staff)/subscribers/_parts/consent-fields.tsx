'use client'

import { type ReactNode, use } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'

/** What the choice says. ask: how many owners, too. */
export type ConsentWords = Record<'how' | 'ask' | 'vouch' | 'where' | 'proof', string>

/** Whether owners are asked, or a colleague vouches for what they agreed to elsewhere. */
export function ConsentFields({ words }: { words: ConsentWords }) {
  const typed = use(TypedContext)
  const chosen = typed?.standing ?? 'invited'
  return (
    <fieldset key={chosen} className="grid gap-2">
      <legend className="mb-1 text-sm font-semibold">{words.how}</legend>
      <Choice value="invited" isChosen={chosen === 'invited'}>
        {words.ask}
      </Choice>
      <Choice value="confirmed" isChosen={chosen === 'confirmed'}>
        {words.vouch}
      </Choice>
      <OptionalField label={words.where} name="origin" maxLength={300} hint={words.proof} />
    </fieldset>
  )
}

function Choice({ value, isChosen, children }: { value: string; isChosen: boolean; children: ReactNode }) {
  return (
    <label className="flex min-h-11 items-center gap-2">
      <input
        type="radio"
        name="standing"
        value={value}
        defaultChecked={isChosen}
        className="size-5 flex-none accent-ink"
      />
      <span>{children}</span>
    </label>
  )
}
