import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { apply } from '#app/desk/(staff)/customers/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { CustomerReport } from '#lib/rules/customers/customer.ts'
import { customerProblemText } from '#lib/words/customers.ts'

type Props = { fileId: string; isWhole: boolean; report: CustomerReport & { isRefused: boolean } }

/** What an uploaded file would do, with the lines that are wrong, and the button that does it. */
export function CustomerFileReport({ fileId, isWhole, report }: Props) {
  const { added, moved, changed, unchanged, removed, problems, problemCount, isRefused } = report
  return (
    <Part title={staffWords('deskCustomers.customerFileReport.whatThisFileDoes')}>
      <Card tone={problemCount > 0 ? 'slow' : 'plain'}>
        <p>
          {staffWords('deskCustomers.customerFileReport.counts', {
            added,
            moved,
            changed,
            unchanged,
            removed,
            isWhole: isWhole ? 'yes' : 'no',
            problemCount,
          })}
        </p>
        {problems.length > 0 ? (
          <ul className="list-disc pl-5">
            {problems.map(problem => (
              <li key={problem.at}>
                {staffWords('deskCustomers.customerFileReport.lineProblem', {
                  at: String(problem.at),
                  field: problem.field ?? '',
                  hasField: problem.field ? 'yes' : 'no',
                  customerProblem: customerProblemText(staffWords, problem),
                })}
              </li>
            ))}
            {problemCount > problems.length ? (
              <li>
                {staffWords('deskCustomers.customerFileReport.andMoreProblems', {
                  problemCount: problemCount - problems.length,
                })}
              </li>
            ) : null}
          </ul>
        ) : null}
        <p>
          {isWhole ? (
            <a href={`/desk/customers?file=${fileId}`}>
              {staffWords('deskCustomers.customerFileReport.keepOthers')}
            </a>
          ) : (
            <a href={`/desk/customers?file=${fileId}&whole=yes`}>
              {staffWords('deskCustomers.customerFileReport.replaceMap')}
            </a>
          )}
        </p>
        {isRefused ? (
          <p>
            {staffWords('deskCustomers.customerFileReport.nothingCanBeApplied', {
              isWhole: isWhole ? 'yes' : 'no',
            })}
          </p>
        ) : (
          <ActionForm act="change-customers" action={apply} className="grid gap-3">
            <input type="hidden" name="fileId" value={fileId} />
            <input type="hidden" name="whole" value={isWhole ? 'yes' : ''} />
            <SubmitButton>
              {problemCount > 0
                ? staffWords('deskCustomers.customerFileReport.applyRightLines')
                : staffWords('deskCustomers.customerFileReport.apply')}
            </SubmitButton>
          </ActionForm>
        )}
      </Card>
    </Part>
  )
}
