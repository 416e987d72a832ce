import { Card, Part } from '#app/_components/desk/card.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { FirstRun, FirstStep } from '#lib/rules/settings/first-run.ts'

export const stepTitles = (): Record<FirstStep, string> => ({
  servers: staffWords('deskNow.firstRun.serversAreEntered'),
  source: staffWords('deskNow.firstRun.aSourceWasHeard'),
  mail: staffWords('deskNow.firstRun.mailArrives'),
  site: staffWords('deskNow.firstRun.nameAddressAndZone'),
  colleague: staffWords('deskNow.firstRun.aColleagueIsThere'),
})

/** What a new hoster has yet to do, on the first page until all of it is true, or somebody does without the rest. */
export function FirstRunCard({ firstRun }: { firstRun: FirstRun }) {
  if (!firstRun.isOpen) return null
  const next = firstRun.steps.find(step => !step.isDone)
  return (
    <Part title={staffWords('deskNow.firstRun.firstSteps')}>
      <Card>
        <ol className="grid gap-1.5 sm:grid-cols-2 lg:grid-cols-5">
          {firstRun.steps.map(({ is, isDone }) => (
            <li key={is} className={isDone ? 'text-soft' : is === next?.is ? 'font-semibold' : ''}>
              <StepMark isDone={isDone} /> {stepTitles()[is]}
            </li>
          ))}
        </ol>
        <p>
          <a href="/desk/first-run" className="button">
            {staffWords('deskNow.firstRun.goOn')}
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
      <span className="sr-only">{staffWords('deskNow.firstRun.done')}</span>
    </span>
  ) : (
    <span className="text-slow">
      <span aria-hidden="true">○</span>
      <span className="sr-only">{staffWords('deskNow.firstRun.toDo')}</span>
    </span>
  )
}

/** The first sentence of the desk while first steps are left and nothing more urgent is: never that nothing waits. */
export function firstRunSentence({ isOpen, left }: FirstRun): string | null {
  if (!isOpen) return null
  return staffWords('deskNow.firstRun.stepsLeft', { left })
}
