import { readerWords } from '#app/_components/site/reader-words.ts'

/** What is wrong with a control; who hears the page hears first that it is a problem. */
export function ProblemText({ id, problem }: { id?: string; problem: string }) {
  return (
    <p id={id} data-tone="down" className="text-sm font-semibold text-(--tone)">
      <span className="sr-only">{readerWords()('forms.problem')} </span>
      {problem}
    </p>
  )
}
