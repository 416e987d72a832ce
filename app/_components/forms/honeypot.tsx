import { readerWords } from '#app/_components/site/reader-words.ts'

/** A field that people do not see and programs fill in. */
export function Honeypot({ id }: { id: string }) {
  return (
    <div aria-hidden="true" className="absolute -start-[200vw] size-px overflow-hidden">
      <label htmlFor={id}>{readerWords()('forms.trap')}</label>
      <input id={id} name="website" type="text" tabIndex={-1} autoComplete="off" defaultValue="" />
    </div>
  )
}
