'use client'

import { type ReactNode, use } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'

/** Whether owners are asked, or a colleague vouches for what they agreed to elsewhere. */
export function StandingFields({ count }: { count: number }) {
  const typed = use(TypedContext)
  const chosen = typed?.standing ?? 'invited'
  const who = count === 1 ? 'the owner' : `the ${count.toLocaleString('en')} owners`
  return (
    <fieldset key={chosen} className="grid gap-2">
      <legend className="mb-1 text-sm font-semibold">How do you know that they want it?</legend>
      <Choice value="invited" isChosen={chosen === 'invited'}>
        I do not: ask {who} by mail, and send nothing before they agree
      </Choice>
      <Choice value="confirmed" isChosen={chosen === 'confirmed'}>
        They have agreed elsewhere: I vouch for it, and nobody is asked
      </Choice>
      <OptionalField
        label="Where and when they agreed"
        name="origin"
        maxLength={300}
        hint="Needed if they have. Kept with your name and today’s date as the proof, for example “Order form, version of May 2024”."
      />
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
