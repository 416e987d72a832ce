import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { Fold } from '#app/_components/desk/rows/fold.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
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
          {staffWords.rich('deskIncidents.guessForms.customersWillReadTitle', {
            title,
            strong: text => <strong>{text}</strong>,
            words: words.text,
          })}
        </p>
        <Fold title={staffWords('deskIncidents.guessForms.changeTheWords')} hotkey="e">
          <TextField
            label={staffWords('deskIncidents.guessForms.titleForCustomers')}
            name="title"
            defaultValue={title}
            maxLength={160}
          />
          <WordsField
            label={staffWords('deskIncidents.guessForms.whatCustomersRead')}
            name="text"
            defaultValue={words.text}
          />
          <OtherLanguages parts={[titlePart(), { ...wordsPart(), drafts: words.translations }]} />
          <NextUpdateField byDefault="" />
        </Fold>
        <SubmitButton hotkey="a">{staffWords('deskIncidents.guessForms.publish')}</SubmitButton>
      </ActionForm>
      <ActionForm act="dismiss-incident" action={dismiss} className="grid gap-2">
        <input type="hidden" name="postId" value={incident.id} />
        <SubmitButton look="apart" hotkey="d">
          {staffWords('deskIncidents.guessForms.dismiss')}
        </SubmitButton>
      </ActionForm>
    </>
  )
}
