import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { SearchForm } from './search-form.tsx'

/** What a page of the history is of, and the form that looks through all of it. */
export function HistoryHead({ title, now }: { title: string; now: Date }) {
  const words = readerWords()
  return (
    <div className="pt-8 pb-6">
      <h1 className="headline">{title}</h1>
      <p className="mt-2 text-soft">
        {words('history.what')} {words.rich('history.asOf', { time: () => <Moment at={now} now={now} /> })}
      </p>
      <div className="mt-5">
        <SearchForm />
      </div>
    </div>
  )
}
