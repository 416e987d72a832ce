'use client'

import { type FormEvent, type ReactNode, use, useState } from 'react'
import { useRound } from '#app/_components/desk/forms/field-start.ts'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { TypedContext } from './action-form.tsx'

type Props = {
  /** The phase as it is now. */
  phase: string
  /** The fields that the choice follows, until a person makes it. */
  children: ReactNode
}

/**
 * Whether an update goes out by mail: suggested when the phase changes or the next update is promised. Begins with yes,
 * since a promise is suggested too.
 */
export function MailChoice({ phase, children }: Props) {
  const typed = use(TypedContext)
  const { fields: words } = useDeskWords()
  const round = useRound()
  const [isMailed, setMailed] = useState(typed ? typed.isMailed === 'on' : true)
  const [isChosen, setChosen] = useState(false)

  function follow(event: FormEvent<HTMLDivElement>): void {
    const form = event.currentTarget.closest('form')
    if (!form || isChosen) return
    const fields = new FormData(form)
    setMailed(fields.get('phase') !== phase || fields.get('nextUpdateMinutes') !== '')
  }

  return (
    <>
      <div className="grid gap-3" onChange={follow}>
        {children}
      </div>
      <label className="flex min-h-11 items-center gap-2">
        <input
          // The browser puts the box back as it began when the form is answered.
          key={round}
          type="checkbox"
          name="isMailed"
          checked={isMailed}
          onChange={event => {
            setChosen(true)
            setMailed(event.currentTarget.checked)
          }}
          className="size-5 flex-none accent-ink"
        />
        <span>{words.mail}</span>
      </label>
    </>
  )
}
