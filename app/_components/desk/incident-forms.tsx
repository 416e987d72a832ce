import { IdField } from '#app/_components/desk/forms/id-field.tsx'
import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { incidentPhases } from '#lib/rules/posts/post.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { ActionForm, type FormOutcome } from './action-form.tsx'
import { draftApproval, draftEnd, draftEndTitle } from './drafts.ts'
import { ChoiceField, NextUpdateField, TextField, WordsField } from './field.tsx'
import { MailChoice } from './mail-choice.tsx'
import { SubmitButton } from './submit-button.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>
type Props = { incident: DeskIncident; action: Action }

/** Publishes what is held, in words that staff see before customers do. */
export function ApproveForm({ incident, action }: Props) {
  const draft = draftApproval(incident)
  return (
    <ActionForm act="approve-incident" action={action} className="grid gap-3">
      <input type="hidden" name="postId" value={incident.id} />
      <input type="hidden" name="seenServerIds" value={incident.servers.map(row => row.serverId).join(' ')} />
      <TextField
        label={staffWords('deskIncidents.incidentForms.titleForCustomers')}
        name="title"
        defaultValue={incident.title}
        maxLength={160}
      />
      <WordsField
        label={staffWords('deskIncidents.incidentForms.whatCustomersRead')}
        name="text"
        defaultValue={draft.text}
        hotkey="e"
      />
      <OtherLanguages parts={[titlePart(), { ...wordsPart(), drafts: draft.translations }]} />
      <NextUpdateField />
      <SubmitButton hotkey="a">{staffWords('deskIncidents.incidentForms.approvePublish')}</SubmitButton>
    </ActionForm>
  )
}

/** Lays what is held aside, for good. */
export function DismissForm({ incident, action }: Props) {
  return (
    <ActionForm act="dismiss-incident" action={action} className="ml-auto grid gap-2">
      <input type="hidden" name="postId" value={incident.id} />
      <SubmitButton look="apart" hotkey="d">
        {staffWords('deskIncidents.incidentForms.dismissCustomersHearNothing')}
      </SubmitButton>
    </ActionForm>
  )
}

/** Lets notices go that were too much at once. */
export function ReleaseForm({ incident, action }: Props) {
  return (
    <ActionForm act="tell-anyway" action={action} className="grid gap-2">
      <input type="hidden" name="postId" value={incident.id} />
      <SubmitButton look="side">{staffWords('deskIncidents.incidentForms.tellCustomers')}</SubmitButton>
    </ActionForm>
  )
}

/** Adds to the timeline and promises the next update, where its page with all choices is too far. */
export function QuickUpdateForm({ incident, action }: Props) {
  const phases = incidentPhases.filter(phase => phase !== 'resolved')
  return (
    <ActionForm act="write-update" action={action} className="grid gap-3">
      <input type="hidden" name="postId" value={incident.id} />
      <IdField name="id" id={newId()} />
      <IdField name="seenAt" id={new Date().toISOString()} />
      <MailChoice phase={incident.phase}>
        <div className="grid gap-3 sm:grid-cols-2">
          <ChoiceField
            label={staffWords('deskIncidents.incidentForms.phase')}
            name="phase"
            defaultValue={incident.phase}
            choices={phases.map(phase => ({ value: phase, word: phaseLabel(staffWords, phase) }))}
          />
          <NextUpdateField />
        </div>
        <WordsField
          label={staffWords('deskIncidents.incidentForms.whatCustomersRead')}
          name="text"
          hotkey="u"
        />
        <OtherLanguages parts={[wordsPart()]} />
      </MailChoice>
      <SubmitButton>{staffWords('deskIncidents.incidentForms.publishUpdate')}</SubmitButton>
    </ActionForm>
  )
}

/** Ends the incident on all its servers and tells their customers. */
export function ResolveForm({ incident, action }: Props) {
  const draft = draftEnd(incident)
  return (
    <ActionForm act="resolve-incident" action={action} className="grid gap-3">
      <input type="hidden" name="postId" value={incident.id} />
      <TextField
        label={staffWords('deskIncidents.incidentForms.newTitle')}
        name="title"
        defaultValue={draftEndTitle(incident)}
        maxLength={160}
      />
      <WordsField
        label={staffWords('deskIncidents.incidentForms.lastWordsToCustomers')}
        name="text"
        defaultValue={draft.text}
      />
      <OtherLanguages parts={[titlePart(), { ...wordsPart(), drafts: draft.translations }]} />
      <SubmitButton hotkey="r">{staffWords('deskIncidents.incidentForms.resolveTellCustomers')}</SubmitButton>
    </ActionForm>
  )
}
