import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { applySubscribers } from '#app/desk/(staff)/subscribers/actions.ts'
import type { AdditionReport } from '#lib/flows/subscribers/add-subscribers.ts'
import { invitedPerMinute } from '#lib/rules/subscribers/given.ts'
import { lineProblemText } from './line-problem.ts'
import { StandingFields } from './standing-fields.tsx'

type Props = { fileId: string; isAllByDefault: boolean; report: AdditionReport }

const people = (count: number) => count.toLocaleString('en')

/** What an uploaded file would do, with the lines that are wrong, and the form that does it. */
export function SubscriberReport({ fileId, isAllByDefault, report }: Props) {
  const { fresh, pending, problemCount } = report
  const asked = fresh + pending
  const isUseful = asked + report.confirmed > 0
  return (
    <Part title="What this file does">
      <Card tone={problemCount > 0 ? 'slow' : 'plain'}>
        <Counts report={report} />
        <Problems report={report} />
        <p>
          {isAllByDefault ? (
            <a href={`/desk/subscribers/import?file=${fileId}`}>
              Leave out lines that name nothing to hear of
            </a>
          ) : (
            <a href={`/desk/subscribers/import?file=${fileId}&all=yes`}>
              Lines that name nothing mean all servers
            </a>
          )}
        </p>
        {isUseful ? (
          <ActionForm act="add-subscribers" action={applySubscribers} className="grid gap-4">
            <input type="hidden" name="fileId" value={fileId} />
            <input type="hidden" name="all" value={isAllByDefault ? 'yes' : ''} />
            <StandingFields count={asked} />
            <p className="max-w-prose text-sm text-soft">
              If they are asked, {asked === 1 ? 'one mail goes' : `${people(asked)} mails go`} out,{' '}
              {invitedPerMinute} a minute. If they have agreed, nobody is mailed now, and all of them hear of
              the next trouble.
            </p>
            <SubmitButton>{problemCount > 0 ? 'Enter the lines that are right' : 'Enter them'}</SubmitButton>
          </ActionForm>
        ) : (
          <p>Nothing can be entered: no line is right, or nobody in it may get notices.</p>
        )}
      </Card>
    </Part>
  )
}

function Counts({
  report: { fresh, pending, confirmed, unsubscribed, suppressed, problemCount },
}: Pick<Props, 'report'>) {
  const rows = [
    [fresh, 'new'],
    [pending, 'entered before, and never confirmed'],
    [confirmed, 'get notices already; if they have agreed, what the file names is added'],
    [unsubscribed, 'have left: they stay so'],
    [suppressed, 'get no mail, as it came back or they called it spam: they stay so'],
    [problemCount, 'with a problem: left out'],
  ] as const
  return (
    <ul className="grid gap-1">
      {rows
        .filter(([count], i) => i === 0 || count > 0)
        .map(([count, words]) => (
          <li key={words} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3">
            <b className="text-right tabular-nums">{people(count)}</b>
            <span>{words}</span>
          </li>
        ))}
    </ul>
  )
}

function Problems({ report: { problems, problemCount } }: Pick<Props, 'report'>) {
  if (problems.length === 0) return null
  return (
    <ul className="list-disc pl-5">
      {problems.map(problem => (
        <li key={problem.at} className="wrap-anywhere">
          Line {problem.at}: {lineProblemText(problem)}
        </li>
      ))}
      {problemCount > problems.length ? <li>and {people(problemCount - problems.length)} more</li> : null}
    </ul>
  )
}
