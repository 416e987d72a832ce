import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { Fold } from '#app/_components/desk/rows/fold.tsx'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { ActionForm, type FormOutcome } from './action-form.tsx'
import { draftGuess, draftGuessTitle } from './drafts.ts'
import { NextUpdateField, TextField, WordsField } from './field.tsx'
import { SubmitButton } from './submit-button.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>
type Props = { incident: DeskIncident; publish: Action; dismiss: Action }

/** Publishes a guess in words that are ready, or puts it aside. */
export function GuessForms({ incident, publish, dismiss }: Props) {
  const [title, words] = [draftGuessTitle(incident), draftGuess(incident)]
  return (
    <>
      <ActionForm act="approve-incident" action={publish} className="grid min-w-0 gap-3">
        <input type="hidden" name="postId" value={incident.id} />
        <input
          type="hidden"
          name="seenServerIds"
          value={incident.servers.map(row => row.serverId).join(' ')}
        />
        <p className="wrap-anywhere">
          Customers will read: <strong>{title}</strong> · {words.text}
        </p>
        <Fold title="Change the words" hotkey="e">
          <TextField label="Title for customers" name="title" defaultValue={title} maxLength={160} />
          <WordsField label="What customers read" name="text" defaultValue={words.text} />
          <OtherLanguages parts={[titlePart, { ...wordsPart, drafts: words.translations }]} />
          <NextUpdateField byDefault="" />
        </Fold>
        <SubmitButton hotkey="a">Publish</SubmitButton>
      </ActionForm>
      <ActionForm act="dismiss-incident" action={dismiss} className="grid gap-2">
        <input type="hidden" name="postId" value={incident.id} />
        <SubmitButton look="apart" hotkey="d">
          Dismiss
        </SubmitButton>
      </ActionForm>
    </>
  )
}
