import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { KeyCap, RowKeys } from '#app/_components/desk/row-keys.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import type { Question } from '#db/reads/alerts/questions.ts'
import { shortDuration } from '#lib/rules/servers/wording.ts'
import { lostEndsOf, toolTitle } from '#lib/rules/sources/tool.ts'

type Props = {
  question: Question
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** An alert that counts as firing though nothing was heard of it for long: is it still true? */
export function QuestionRow({ question, action }: Props) {
  const { alertId, serverLabel, kind, severity, summary, startsAt, heardAt, source, post } = question
  return (
    <RowKeys label={`Is it still true that ${serverLabel} has an alert?`}>
      <Card>
        <h3 className="font-semibold wrap-anywhere">
          {serverLabel}: {summary}
        </h3>
        <p className="text-sm wrap-anywhere">
          {kind}, {severity}, since <LocalTime at={startsAt} />.{' '}
          <strong className="text-slow">
            Last heard <LocalTime at={heardAt} />
          </strong>
          {post ? (
            <>
              . It keeps open <a href={`/desk/posts/${post.id}`}>{post.title}</a>.
            </>
          ) : (
            '. It is muted at the moment.'
          )}
        </p>
        <p className="text-sm wrap-anywhere text-soft">
          From <a href={`/desk/sources/${source.id}`}>{source.name}</a> ({toolTitle(source.format)}):{' '}
          {noteOf(source)}
        </p>
        <ActionForm action={action} className="grid gap-2">
          <input type="hidden" name="alertId" value={alertId} />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton hotkey="e" choice={{ name: 'answer', value: 'over' }}>
              It is over
            </SubmitButton>
            <SubmitButton look="side" hotkey="s" choice={{ name: 'answer', value: 'true' }}>
              Still true
            </SubmitButton>
            <span className="text-sm text-soft">
              <KeyCap>e</KeyCap> ends it, <KeyCap>s</KeyCap> keeps it, with the focus on this row.
            </span>
          </div>
        </ActionForm>
      </Card>
    </RowKeys>
  )
}

/** Why it may be over although its source has not said so. */
function noteOf({ format, repeatSeconds, isDisabled }: Question['source']): string {
  if (isDisabled) return 'it is disabled, so it cannot say that this is over.'
  const rhythm = repeatSeconds
    ? `it says again every ${shortDuration(repeatSeconds)} what still fires.`
    : 'it says once what fires.'
  return [rhythm, lostEndsOf(format)].filter(Boolean).join(' ')
}
