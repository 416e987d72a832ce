import { ChoiceField, WordsField } from '#app/_components/desk/field.tsx'
import { IdField } from '#app/_components/desk/forms/id-field.tsx'
import { OtherLanguages, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { peopleWords } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import type { TakenBackWords } from '#db/reads/incidents/taken-back.ts'
import type { NoticeReach } from '#db/reads/notices/reach.ts'
import { fittingTemplates, templateKindOf, type UpdateTemplate } from '#lib/rules/incidents/template.ts'
import { spokenBody } from '#lib/rules/languages/translation.ts'
import { incidentPhases } from '#lib/rules/posts/post.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { Composer, type ComposerOutcome, Drafted } from './composer.tsx'
import { toldLately } from './people.ts'
import { PromiseField } from './promise-field.tsx'
import { TellChoice } from './tell-choice.tsx'
import { TemplateChips } from './template-chips.tsx'

type Props = {
  incident: DeskIncident
  templates: readonly UpdateTemplate[]
  reach: { watching: NoticeReach; heard: NoticeReach }
  /** What begins its words: an entry that was just taken back. */
  takenBack?: TakenBackWords | null
  action: (before: ComposerOutcome, form: FormData) => Promise<ComposerOutcome>
}

/** Adds to the timeline, promises the next update, and tells whom the person chooses. */
export function UpdateForm({ incident, templates, reach, takenBack = null, action }: Props) {
  const phases = incidentPhases.filter(phase => phase !== 'resolved')
  const fitting = fittingTemplates(templates, templateKindOf(incident.servers), false)
  return (
    <Composer action={action} publish={staffWords('deskIncidents.updateForm.publishUpdate')}>
      <input type="hidden" name="postId" value={incident.id} />
      <input type="hidden" name="id" value={newId()} />
      <IdField name="seenAt" id={new Date().toISOString()} />
      <Drafted />
      <TemplateChips templates={fitting} />
      <WordsField
        label={staffWords('deskIncidents.updateForm.whatCustomersRead')}
        name="text"
        defaultValue={takenBack?.text}
        hotkey="u"
      />
      <OtherLanguages parts={[wordsPart()]} stored={takenBack ? spokenBody(takenBack) : undefined} />
      <p className="text-sm text-soft">
        {staffWords('deskIncidents.updateForm.fieldsHint', {
          next: '{next update}',
          servers: '{servers}',
          since: '{since}',
        })}
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        <ChoiceField
          label={staffWords('deskIncidents.updateForm.phase')}
          name="phase"
          defaultValue={takenBack?.phase ?? incident.phase}
          choices={phases.map(phase => ({ value: phase, word: phaseLabel(staffWords, phase) }))}
        />
        <PromiseField />
      </div>
      <TellChoice byDefault="watching" choices={tellChoices(incident, reach)} />
    </Composer>
  )
}

function tellChoices({ servers }: DeskIncident, { watching, heard }: Props['reach']) {
  return [
    {
      value: 'watching',
      word: staffWords('deskIncidents.updateForm.all', {
        servers: servers.length,
        people: peopleWords(watching.count),
        lately: toldLately(watching),
      }),
    },
    {
      value: 'heard',
      word: staffWords('deskIncidents.updateForm.heard', {
        people: peopleWords(heard.count),
        lately: toldLately(heard),
      }),
    },
    { value: 'nobody', word: staffWords('deskIncidents.updateForm.tellNobody') },
  ]
}
