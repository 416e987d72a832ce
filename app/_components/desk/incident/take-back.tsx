'use client'

import { useEffect, useState } from 'react'
import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

type Props = {
  /** What was done. */
  what: string
  fields: Readonly<Record<string, string>>
  until: Date
  now: Date
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** What was done a moment ago, and can be taken back before anybody is told. Goes by itself when it is too late. */
export function TakeBack({ what, fields, until, now, action }: Props) {
  // The device's clock may be wrong, so only what has passed on it counts.
  const total = Math.ceil((until.getTime() - now.getTime()) / 1000)
  const [left, setLeft] = useState(total)
  const { preview } = useDeskWords()
  const [before, after] = preview.takeBackFor.split('{seconds}')

  useEffect(() => {
    const begin = performance.now()
    const timer = setInterval(() => setLeft(Math.ceil(total - (performance.now() - begin) / 1000)), 250)
    return () => clearInterval(timer)
  }, [total])

  if (left <= 0) return null
  return (
    <ActionForm
      act="take-back-update"
      action={action}
      className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2 rounded-lg border-2 border-ink bg-card px-4 py-3"
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p className="min-w-0 flex-1 basis-60">
        {what} {before}
        <span className="tabular-nums">{left}</span>
        {after}
      </p>
      <SubmitButton>{preview.takeBack}</SubmitButton>
    </ActionForm>
  )
}
