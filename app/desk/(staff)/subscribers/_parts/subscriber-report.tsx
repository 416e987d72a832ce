import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { applySubscribers } from '#app/desk/(staff)/subscribers/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { AdditionReport } from '#lib/flows/subscribers/add-subscribers.ts'
import { invitedPerMinute } from '#lib/rules/subscribers/given.ts'
import { ConsentFields } from './consent-fields.tsx'
import { consentWords } from './consent-words.ts'
import { lineProblemText } from './line-problem.ts'

type Props = { fileId: string; isAllByDefault: boolean; report: AdditionReport }

const people = (count: number) => count.toLocaleString(staffWords('language.tag'))

/** What an uploaded file would do, with the lines that are wrong, and the form that does it. */
export function SubscriberReport({ fileId, isAllByDefault, report }: Props) {
  const { fresh, pending, problemCount } = report
  const asked = fresh + pending
  const isUseful = asked + report.confirmed > 0
  return (
    <Part title={staffWords('deskSubscribers.subscriberReport.whatThisFileDoes')}>
      <Card tone={problemCount > 0 ? 'slow' : 'plain'}>
        <Counts report={report} />
        <Problems report={report} />
        <p>
          {isAllByDefault ? (
            <a href={`/desk/subscribers/import?file=${fileId}`}>
              {staffWords('deskSubscribers.subscriberReport.leaveOutLinesThat')}
            </a>
          ) : (
            <a href={`/desk/subscribers/import?file=${fileId}&all=yes`}>
              {staffWords('deskSubscribers.subscriberReport.linesThatNameNothing')}
            </a>
          )}
        </p>
        {isUseful ? (
          <ActionForm act="add-subscribers" action={applySubscribers} className="grid gap-4">
            <input type="hidden" name="fileId" value={fileId} />
            <input type="hidden" name="all" value={isAllByDefault ? 'yes' : ''} />
            <ConsentFields words={consentWords(asked)} />
            <p className="max-w-prose text-sm text-soft">
              {staffWords('deskSubscribers.subscriberReport.ifTheyAreAsked', {
                asked,
                invitedPerMinute,
              })}
            </p>
            <SubmitButton>
              {problemCount > 0
                ? staffWords('deskSubscribers.subscriberReport.enterTheLinesThat')
                : staffWords('deskSubscribers.subscriberReport.enterThem')}
            </SubmitButton>
          </ActionForm>
        ) : (
          <p>{staffWords('deskSubscribers.subscriberReport.nothingCanBeEntered')}</p>
        )}
      </Card>
    </Part>
  )
}

function Counts({
  report: { fresh, pending, confirmed, unsubscribed, suppressed, problemCount },
}: Pick<Props, 'report'>) {
  const rows = [
    [fresh, staffWords('deskSubscribers.subscriberReport.new')],
    [pending, staffWords('deskSubscribers.subscriberReport.enteredBeforeAndNever')],
    [confirmed, staffWords('deskSubscribers.subscriberReport.getNoticesAlreadyIf')],
    [unsubscribed, staffWords('deskSubscribers.subscriberReport.haveLeftTheyStay')],
    [suppressed, staffWords('deskSubscribers.subscriberReport.getNoMailAs')],
    [problemCount, staffWords('deskSubscribers.subscriberReport.withAProblemLeft')],
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
          {staffWords('deskSubscribers.subscriberReport.lineProblem', {
            at: String(problem.at),
            lineProblem: lineProblemText(problem),
          })}
        </li>
      ))}
      {problemCount > problems.length ? (
        <li>
          {staffWords('deskSubscribers.subscriberReport.andPeopleMore', {
            count: problemCount - problems.length,
          })}
        </li>
      ) : null}
    </ul>
  )
}
