import { staffWords } from '#app/desk/staff-words.ts'
import type { UpdateTemplate } from '#lib/rules/incidents/template.ts'

type Props = { templates: readonly Pick<UpdateTemplate, 'id' | 'name'>[] }

/** Templates over a field for words: each puts its own into it, filled, below what stands there already. */
export function TemplateChips({ templates }: Props) {
  if (templates.length === 0) return null
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <legend className="text-sm font-semibold">{staffWords('deskIncidents.templateChips.beginWith')}</legend>
      <div className="mt-1 flex flex-wrap gap-2">
        {templates.map(({ id, name }) => (
          <button key={id} type="submit" name="template" value={id} formNoValidate className="chip">
            {name}
          </button>
        ))}
        <a href="/desk/incidents/templates" className="self-center px-1 py-2 text-sm">
          {staffWords('deskIncidents.templateChips.changeThese')}
        </a>
      </div>
    </fieldset>
  )
}
