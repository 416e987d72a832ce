import type { DeskAlert, DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { Acknowledged } from './acknowledge.tsx'
import { ActionForm, type FormOutcome } from './action-form.tsx'
import { Card } from './card.tsx'
import { draftGuess, draftGuessTitle } from './drafts.ts'
import { NextUpdateField, TextField, WordsField } from './field.tsx'
import { GuessFindings } from './guess-findings.tsx'
import { KeyCap, RowKeys } from './row-keys.tsx'
import { SubmitButton } from './submit-button.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>
type Props = { incident: DeskIncident; alerts: readonly DeskAlert[]; publish: Action; dismiss: Action }

/** What may be trouble: what its tool said, what we take it for, and one press to publish it or to put it aside. */
export function GuessCard({ incident, alerts, publish, dismiss }: Props) {
  return (
    <RowKeys label={incident.title}>
      <Card>
        <h3 className="text-lg font-semibold wrap-anywhere">
          <a href={`/desk/posts/${incident.id}`}>{incident.title}</a>: publish?
        </h3>
        <GuessFindings alerts={alerts} />
        <Acknowledged incident={incident} />
        <GuessForms incident={incident} publish={publish} dismiss={dismiss} />
      </Card>
    </RowKeys>
  )
}

/** Publishes a guess in words that are ready, or puts it aside. */
export function GuessForms({ incident, publish, dismiss }: Omit<Props, 'alerts'>) {
  const [title, words] = [draftGuessTitle(incident), draftGuess(incident)]
  return (
    <>
      <ActionForm action={publish} className="grid min-w-0 gap-3">
        <input type="hidden" name="postId" value={incident.id} />
        <input
          type="hidden"
          name="seenServerIds"
          value={incident.servers.map(row => row.serverId).join(' ')}
        />
        <p className="wrap-anywhere">
          Customers will read: <strong>{title}</strong> · {words}
        </p>
        <details>
          <summary className="min-h-11 cursor-pointer py-2.5 text-sm">Change the words</summary>
          <div className="mt-1 grid gap-3">
            <TextField label="Title for customers" name="title" defaultValue={title} maxLength={160} />
            <WordsField label="What customers read" name="text" defaultValue={words} />
            <NextUpdateField byDefault="" />
          </div>
        </details>
        <SubmitButton hotkey="p">Publish</SubmitButton>
      </ActionForm>
      <ActionForm action={dismiss} className="grid gap-2">
        <input type="hidden" name="postId" value={incident.id} />
        <SubmitButton look="side" hotkey="d">
          Dismiss
        </SubmitButton>
      </ActionForm>
      <p className="text-sm text-soft">
        With the focus on this row, <KeyCap>p</KeyCap> publishes and <KeyCap>d</KeyCap> dismisses.
      </p>
    </>
  )
}
