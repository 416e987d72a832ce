'use client'

import { useId } from 'react'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

/** What is asked before people are told, or before what cannot be undone. */
export type FormQuestion = {
  /** One sentence, with the number of people. */
  sentence: string
  /** What the button says that does it. */
  yes: string
  /** How many people that are, which the form sends along: it is asked anew when they have become many more. */
  count: number
  /** Which of the form's buttons was pressed, where that counts. */
  also?: Readonly<Record<string, string>>
}

/** The question at the end of a form, which is sent again by the answer. */
export function Confirmation({ question: { sentence, yes, count, also } }: { question: FormQuestion }) {
  const id = useId()
  const { outcome } = useDeskWords()
  return (
    <fieldset className="grid min-w-0 gap-3 rounded-lg bg-slow-bg px-4 py-3">
      <legend className="sr-only">{outcome.before}</legend>
      <p id={id} className="font-semibold text-slow">
        {sentence}
      </p>
      {Object.entries(also ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-wrap gap-3">
        <SubmitButton choice={{ name: 'confirmed', value: String(count) }} describedBy={id} takesFocus>
          {yes}
        </SubmitButton>
        <SubmitButton look="side" choice={{ name: 'confirmed', value: 'no' }}>
          {outcome.notNow}
        </SubmitButton>
      </div>
    </fieldset>
  )
}
