import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { KeptForm } from '#lib/processes/kept-forms.ts'

/** Fields in which people write more than a word. */
const written = new Set(['body', 'text', 'question'])

/** A form with which nothing was wrong but that this site could not take it: it is sent again as it was. */
export function KeptAgain({ kept: { form, problems, path } }: { kept: KeptForm }) {
  const words = readerWords()
  const fields = [...form]
  const why = problems.includes('away') ? ('away' as const) : ('fault' as const)
  return (
    <PageAnswer headline={words('forms.notSent')}>
      <p>{words(`forms.kept.${why}`)}</p>
      {fields
        .filter(([name]) => written.has(name))
        .map(([name, value]) => (
          <blockquote
            key={name}
            className="w-full min-w-0 border-s-4 border-line ps-4 wrap-anywhere whitespace-pre-line"
          >
            {value}
          </blockquote>
        ))}
      <form action={path} method="post">
        {fields.map(([name, value], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field may be there several times, and none is ever moved
          <input key={place} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" className="button">
          {words('forms.kept.again')}
        </button>
      </form>
    </PageAnswer>
  )
}
