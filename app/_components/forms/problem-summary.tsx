export type FormProblem = {
  /** The id of the control to correct; null: none is wrong. */
  field: string | null
  /** What is wrong and what to do. */
  sentence: string
}

/** What is wrong with a form that came back, each leading to its field. */
export function ProblemSummary({ problems }: { problems: readonly FormProblem[] }) {
  if (problems.length === 0) return null
  return (
    <div role="alert" data-tone="down" className="card mb-6 max-w-[36rem]">
      <h2 className="font-semibold">Not sent yet</h2>
      <ul className="mt-1">
        {problems.map(({ field, sentence }) => (
          <li key={sentence}>
            {field ? (
              <a href={`#${field}`} className="inline-block py-0.5">
                {sentence}
              </a>
            ) : (
              sentence
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
