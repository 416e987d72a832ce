import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages } from '#app/_components/desk/forms/other-languages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { listTemplates } from '#lib/flows/incidents/change-templates.ts'
import {
  type TemplateKind,
  templateKinds,
  templateLimits,
  type UpdateTemplate,
} from '#lib/rules/incidents/template.ts'
import { spokenBody } from '#lib/rules/languages/translation.ts'
import { incidentPhases } from '#lib/rules/posts/post.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { keep, throwAway } from '../template-actions.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskIncidents.templatesPage.templates'),
})

const kindWords = (): Record<TemplateKind, string> => ({
  any: staffWords('deskIncidents.templatesPage.anyIncident'),
  outage: staffWords('deskIncidents.templatesPage.anOutage'),
  slowdown: staffWords('deskIncidents.templatesPage.slowness'),
  'suspicious-file': staffWords('deskIncidents.templatesPage.aSuspiciousFile'),
})

export default async function TemplatesPage() {
  const { db } = await requireStaff()
  const { version, templates } = await listTemplates(db)
  return (
    <>
      <Headline>{staffWords('deskIncidents.templatesPage.templatesForUpdates')}</Headline>
      <p className="max-w-prose text-soft">
        {staffWords('deskIncidents.templatesPage.intro', {
          next: '{next update}',
          servers: '{servers}',
          since: '{since}',
        })}
      </p>
      {incidentPhases.map(phase => (
        <Part key={phase} title={phaseLabel(staffWords, phase)}>
          <div className="grid items-start gap-4 lg:grid-cols-2">
            {templates
              .filter(template => template.phase === phase)
              .map(template => (
                <TemplateCard key={template.id} template={template} version={version} />
              ))}
          </div>
        </Part>
      ))}
      <Part title={staffWords('deskIncidents.templatesPage.anotherOne')} id="new">
        <Card>
          <TemplateForm version={version} />
        </Card>
      </Part>
    </>
  )
}

function TemplateCard({ template, version }: { template: UpdateTemplate; version: number }) {
  return (
    <Card>
      <p>
        <strong>{template.name}</strong>{' '}
        <span className="text-soft">
          {staffWords('deskIncidents.templatesPage.forKind', { kind: kindWords()[template.kind] })}
        </span>
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap">{template.text}</p>
      <details>
        <summary className="min-h-11 cursor-pointer py-2">
          {staffWords.rich('deskIncidents.templatesPage.changeNameForKind', {
            name: template.name,
            kind: kindWords()[template.kind],
            unseen: text => <span className="sr-only">{text}</span>,
          })}
        </summary>
        <TemplateForm template={template} version={version} />
        <ActionForm
          act="drop-template"
          action={throwAway}
          className="mt-4 grid gap-2 border-t border-line pt-4"
        >
          <input type="hidden" name="id" value={template.id} />
          <input type="hidden" name="version" value={version} />
          <SubmitButton look="side">{staffWords('deskIncidents.templatesPage.throwItAway')}</SubmitButton>
        </ActionForm>
      </details>
    </Card>
  )
}

function TemplateForm({ template, version }: { template?: UpdateTemplate; version: number }) {
  return (
    <ActionForm act="keep-template" action={keep} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="id" value={template?.id ?? ''} />
      <input type="hidden" name="version" value={version} />
      <TextField
        label={staffWords('deskIncidents.templatesPage.name')}
        name="name"
        defaultValue={template?.name}
        maxLength={60}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        <ChoiceField
          label={staffWords('deskIncidents.templatesPage.phase')}
          name="phase"
          defaultValue={template?.phase ?? 'investigating'}
          choices={incidentPhases.map(phase => ({ value: phase, word: phaseLabel(staffWords, phase) }))}
        />
        <ChoiceField
          label={staffWords('deskIncidents.templatesPage.for')}
          name="kind"
          defaultValue={template?.kind ?? 'any'}
          choices={templateKinds.map(kind => ({ value: kind, word: kindWords()[kind] }))}
        />
      </div>
      <WordsField
        label={staffWords('deskIncidents.templatesPage.text')}
        name="text"
        defaultValue={template?.text}
      />
      <OtherLanguages
        parts={[
          {
            part: 'body',
            label: staffWords('deskIncidents.templatesPage.text'),
            maxLength: templateLimits.text,
            rows: 4,
          },
        ]}
        stored={template ? spokenBody(template) : undefined}
      />
      <SubmitButton>
        {template
          ? staffWords('deskIncidents.templatesPage.save')
          : staffWords('deskIncidents.templatesPage.add')}
      </SubmitButton>
    </ActionForm>
  )
}
