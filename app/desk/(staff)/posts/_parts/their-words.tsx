'use client'

import { TheirText } from '#app/_components/desk/forms/not-saved.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import type { AdvisoryWords } from './advisory-outcome.ts'

type Props = { at: Date; staffName: string | null; words: AdvisoryWords }

/** What a colleague wrote meanwhile, to compare and to copy from. */
export function TheirWords({ at, staffName, words }: Props) {
  const { fields, outcome } = useDeskWords()
  const rows = [
    [fields.title, words.title],
    [fields.summary, words.summary],
    [fields.servers, words.serverNames || fields.everybody],
  ]
  return (
    <section
      aria-label={staffName ? fillIn(fields.theirWords, { name: staffName }) : fields.theirWordsUnnamed}
      className="mt-3 grid gap-2 rounded-md border border-line bg-card px-3 py-2 text-ink"
    >
      <p className="text-sm text-soft">
        {staffName ?? outcome.aColleague}, <LocalTime at={at} />
      </p>
      <dl className="grid gap-x-4 sm:grid-cols-[6rem_minmax(0,1fr)]">
        {rows.map(([word, text]) => (
          <div key={word} className="contents">
            <dt className="text-sm text-soft">{word}</dt>
            <dd className="wrap-anywhere">{text}</dd>
          </div>
        ))}
      </dl>
      <TheirText text={words.body} />
    </section>
  )
}
