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
    <Part title="What this file does">
      <Card tone={problemCount > 0 ? 'slow' : 'plain'}>
        <p>
          {added} new, {moved} moved to another server, {changed} with other contacts or account, {unchanged}{' '}
          as they are
          {isWhole ? `, ${removed} removed, because they are not in the file` : ''}. {problemCount} with a
          problem.
        </p>
        {problems.length > 0 ? (
          <ul className="list-disc pl-5">
            {problems.map(problem => (
              <li key={problem.at}>
                Line {problem.at}
                {problem.field ? `, ${problem.field}` : ''}: {customerProblemText(staffWords, problem)}
              </li>
            ))}
            {problemCount > problems.length ? <li>and {problemCount - problems.length} more</li> : null}
          </ul>
        ) : null}
        <p>
          {isWhole ? (
            <a href={`/desk/customers?file=${fileId}`}>Keep the domains that are not in the file</a>
          ) : (
            <a href={`/desk/customers?file=${fileId}&whole=yes`}>Make the file the whole map</a>
          )}
        </p>
        {isRefused ? (
          <p>
            Nothing can be applied:{' '}
            {isWhole ? 'the whole map is only replaced by a file without problems.' : 'no line is right.'}
          </p>
        ) : (
          <ActionForm act="change-customers" action={apply} className="grid gap-3">
            <input type="hidden" name="fileId" value={fileId} />
            <input type="hidden" name="whole" value={isWhole ? 'yes' : ''} />
            <SubmitButton>{problemCount > 0 ? 'Apply the lines that are right' : 'Apply'}</SubmitButton>
          </ActionForm>
        )}
      </Card>
    </Part>
  )
}
