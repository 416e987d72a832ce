import { readerWords } from '#app/_components/site/reader-words.ts'

/** What comes to whoever asks for notices, and what does not. */
export function Promises() {
  const words = readerWords()
  return (
    <>
      <h2 className="section-title mt-10 mb-2">{words('subscribers.ask.promise.title')}</h2>
      <ul className="grid max-w-[60ch] list-disc gap-1 ps-5">
        <li>{words('subscribers.ask.promise.kinds')}</li>
        <li>{words('subscribers.ask.promise.few')}</li>
        <li>{words('subscribers.ask.promise.nobody')}</li>
        <li>{words('subscribers.ask.promise.links')}</li>
      </ul>
      <p className="mt-6 max-w-[60ch]">
        {words.rich('subscribers.ask.already', { preferences: text => <a href="/preferences">{text}</a> })}
      </p>
    </>
  )
}
