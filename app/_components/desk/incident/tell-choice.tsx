'use client'

import { use } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

type Props = { choices: readonly { value: string; word: string }[]; byDefault: string }

/** Whom an update is told, with how many people that are. */
export function TellChoice({ choices, byDefault }: Props) {
  const { fields } = useDeskWords()
  const chosen = use(TypedContext)?.tell ?? byDefault
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <legend className="mb-1 text-sm font-semibold">{fields.tell}</legend>
      {choices.map(({ value, word }) => (
        <label key={`${value} ${chosen}`} className="flex min-h-11 items-center gap-2">
          <input
            type="radio"
            name="tell"
            value={value}
            defaultChecked={value === chosen}
            className="size-5 flex-none accent-ink"
          />
          <span>{word}</span>
        </label>
      ))}
    </fieldset>
  )
}
