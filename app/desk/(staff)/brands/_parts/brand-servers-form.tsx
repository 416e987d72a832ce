import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { BrandLinesField } from '#app/desk/(staff)/brands/_parts/brand-lines-field.tsx'
import { saveBrandServers } from '#app/desk/(staff)/brands/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import { type BrandLine, writeBrandLines } from '#lib/rules/brands/brand-server.ts'

type Props = {
  brandId: string
  placing: { groupIds: readonly string[]; lines: readonly BrandLine[] }
  groups: readonly TargetGroup[]
  /** How many servers it shows now. */
  shown: number
}

/** Whole groups, and servers one by one with what the reseller calls them. */
export function BrandServersForm({ brandId, placing: { groupIds, lines }, groups, shown }: Props) {
  return (
    <ActionForm act="place-brand-servers" action={saveBrandServers} className="grid max-w-xl gap-4">
      <input type="hidden" name="brandId" value={brandId} />
      <p className="text-soft">{staffWords('deskBrands.brandServersForm.itShowsOneServer', { shown })}</p>
      {groups.length > 0 ? (
        <fieldset>
          <legend className="text-sm font-semibold">
            {staffWords('deskBrands.brandServersForm.wholeGroupsWithWhat')}
          </legend>
          {groups.map(({ id, name }) => (
            <CheckField key={id} label={name} name={`group-${id}`} isChecked={groupIds.includes(id)} />
          ))}
        </fieldset>
      ) : null}
      <BrandLinesField
        given={writeBrandLines(lines)}
        label={staffWords('deskBrands.brandLinesField.singleServers')}
        hint={staffWords('deskBrands.brandLinesField.linesHint')}
      />
      <SubmitButton>{staffWords('deskBrands.brandServersForm.save')}</SubmitButton>
    </ActionForm>
  )
}
