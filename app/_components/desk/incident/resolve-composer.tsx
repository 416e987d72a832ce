import { draftEnd, draftEndTitle } from '#app/_components/desk/drafts.ts'
import { TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages, titlePart, wordsPart } from '#app/_components/desk/forms/other-languages.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import type { TakenBackWords } from '#db/reads/incidents/taken-back.ts'
import type { NoticeReach } from '#db/reads/notices/reach.ts'
import { fittingTemplates, templateKindOf, type UpdateTemplate } from '#lib/rules/incidents/template.ts'
import { spokenBody } from '#lib/rules/languages/translation.ts'
import { Composer, type ComposerOutcome, Drafted } from './composer.tsx'
import { toldLately } from './people.ts'
import { TemplateChips } from './template-chips.tsx'

type Props = {
  incident: DeskIncident
  templates: readonly UpdateTemplate[]
  heard: NoticeReach
  /** No alert says otherwise. */
  isLikely: boolean
  /** What begins its words: an end that was just taken back. */
  takenBack?: TakenBackWords | null
  action: (before: ComposerOutcome, form: FormData) => Promise<ComposerOutcome>
}

/** Ends the incident on all its servers and tells who has heard of it. */
export function ResolveComposer({ incident, templates, heard, isLikely, takenBack = null, action }: Props) {
  const draft = incident.servers.length > 0 ? draftEnd(incident) : null
  const fitting = fittingTemplates(templates, templateKindOf(incident.servers), true)
  return (
    <Composer
      action={action}
      publish={staffWords('deskIncidents.resolveComposer.resolveAndTell', {
        count: heard.count,
      })}
      look={isLikely ? 'main' : 'side'}
    >
      <input type="hidden" name="postId" value={incident.id} />
      <Drafted stored={draft?.text ?? ''} />
      <TextField
        label={staffWords('deskIncidents.resolveComposer.newTitle')}
        name="title"
        defaultValue={draftEndTitle(incident)}
        maxLength={160}
      />
      <TemplateChips templates={fitting} />
      <WordsField
        label={staffWords('deskIncidents.resolveComposer.lastWordsToCustomers')}
        name="text"
        defaultValue={takenBack?.text ?? draft?.text}
        hotkey="r"
      />
      <OtherLanguages
        parts={[titlePart(), { ...wordsPart(), drafts: takenBack ? {} : (draft?.translations ?? {}) }]}
        stored={takenBack ? spokenBody(takenBack) : undefined}
      />
      <p className="text-sm text-soft">
        {staffWords('deskIncidents.resolveComposer.heard', { count: heard.count, lately: toldLately(heard) })}
      </p>
    </Composer>
  )
}
