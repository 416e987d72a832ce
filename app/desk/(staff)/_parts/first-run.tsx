import { Card, Part } from '#app/_components/desk/card.tsx'
import type { FirstRun, FirstStep } from '#lib/rules/settings/first-run.ts'

export const stepTitles: Record<FirstStep, string> = {
  servers: 'Servers are entered',
  source: 'A source was heard',
  mail: 'Mail arrives',
  site: 'Name, address and zone are right',
  colleague: 'A colleague is there',
}

/** What a new hoster has yet to do, on the first page until all of it is true, or somebody does without the rest. */
export function FirstRunCard({ firstRun }: { firstRun: FirstRun }) {
  if (!firstRun.isOpen) return null
  const next = firstRun.steps.find(step => !step.isDone)
  return (
    <Part title="First steps">
      <Card>
        <ol className="grid gap-1.5 sm:grid-cols-2 lg:grid-cols-5">
          {firstRun.steps.map(({ is, isDone }) => (
            <li key={is} className={isDone ? 'text-soft' : is === next?.is ? 'font-semibold' : ''}>
              <StepMark isDone={isDone} /> {stepTitles[is]}
            </li>
          ))}
        </ol>
        <p>
          <a href="/desk/first-run" className="button">
            Go on
          </a>
        </p>
      </Card>
    </Part>
  )
}

/** Done or not, by sign and word, not by colour alone. */
export function StepMark({ isDone }: { isDone: boolean }) {
  return isDone ? (
    <span className="text-ok">
      <span aria-hidden="true">✓</span>
      <span className="sr-only">Done:</span>
    </span>
  ) : (
    <span className="text-slow">
      <span aria-hidden="true">○</span>
      <span className="sr-only">To do:</span>
    </span>
  )
}

/** The first sentence of the desk while first steps are left and nothing more urgent is: never that nothing waits. */
export function firstRunSentence({ isOpen, left }: FirstRun): string | null {
  if (!isOpen) return null
  return left === 1
    ? 'One first step is left'
    : `${left} first steps are left before customers can rely on this site`
}
