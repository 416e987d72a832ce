import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { NumberField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { replayDays } from '#lib/flows/settings/replay-policy.ts'
import { type Policy, type PolicyField, policyFields } from '#lib/rules/policy/policy.ts'
import { changesOf } from '#lib/rules/policy/policy-change.ts'
import { type PolicyGroup, policyGroups } from '#lib/rules/policy/policy-groups.ts'
import { policyLabel } from '#lib/words/policy.ts'
import { resetPolicy, savePolicy } from './actions.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPolicy.page.calm') })

const groupTitles = (): Record<PolicyGroup, { title: string; what: string }> => ({
  begin: {
    title: staffWords('deskPolicy.page.whenTroubleCounts'),
    what: staffWords('deskPolicy.page.higherNumbersTellFewer'),
  },
  end: {
    title: staffWords('deskPolicy.page.endTold'),
    what: staffWords('deskPolicy.page.tooEarlyAnAll'),
  },
  flapping: {
    title: staffWords('deskPolicy.page.whatFailsAndRecovers'),
    what: staffWords('deskPolicy.page.itIsToldOnce'),
  },
  silence: {
    title: staffWords('deskPolicy.page.whatFallsSilent'),
    what: staffWords('deskPolicy.page.silenceIsNoOutage'),
  },
  mails: {
    title: staffWords('deskPolicy.page.howOftenOneCustomer'),
    what: staffWords('deskPolicy.page.nothingIsLostWhat'),
  },
  held: {
    title: staffWords('deskPolicy.page.whatWaitsForStaff'),
    what: staffWords('deskPolicy.page.soThatOneMistake'),
  },
  staff: {
    title: staffWords('deskPolicy.page.whatStaffAreReminded'),
    what: staffWords('deskPolicy.page.theLadderUnderPeople'),
  },
})

export default async function PolicyPage() {
  const { db } = await requireStaff()
  const policy = await readPolicy(db)
  const changes = changesOf(policy)
  const seen = JSON.stringify(changes)
  const isChanged = Object.keys(changes).length > 0
  return (
    <>
      <p className="mt-6 -mb-6 text-sm">
        <a href="/desk/settings">{staffWords('deskPolicy.page.settings')}</a>
      </p>
      <Headline>{staffWords('deskPolicy.page.calm')}</Headline>
      <p className="max-w-prose text-soft">
        {staffWords.rich('deskPolicy.page.intro', {
          deciding: text => <a href="/desk/help/deciding">{text}</a>,
        })}
      </p>
      <div className="mt-6 grid gap-6">
        <Card>
          <ActionForm act="change-policy" action={savePolicy} className="grid gap-1">
            <input type="hidden" name="seen" value={seen} />
            {(Object.keys(policyGroups) as PolicyGroup[]).map(group => (
              <fieldset key={group} className="min-w-0 pb-4">
                <legend className="section-title">{groupTitles()[group].title}</legend>
                <p className="mb-2 max-w-prose text-sm text-soft">{groupTitles()[group].what}</p>
                {policyGroups[group].map(name => (
                  <PolicyRow key={name} name={name} field={policyFields[name]} value={policy[name]} />
                ))}
              </fieldset>
            ))}
            <div className="save-bar mt-4">
              <SubmitButton>{staffWords('deskPolicy.page.saveThePolicy')}</SubmitButton>
              <p className="self-center text-sm text-soft">
                {staffWords('deskPolicy.page.youSeeFirstWhat', { replayDays })}
              </p>
            </div>
          </ActionForm>
        </Card>
        {isChanged ? (
          <Card>
            <ActionForm act="change-policy" action={resetPolicy} className="grid gap-2">
              <input type="hidden" name="seen" value={seen} />
              <SubmitButton look="side">{staffWords('deskPolicy.page.backToTheDefaults')}</SubmitButton>
            </ActionForm>
          </Card>
        ) : null}
      </div>
    </>
  )
}

function PolicyRow({ name, field, value }: { name: keyof Policy; field: PolicyField; value: number }) {
  const { min, max, isWhole } = field
  const isDefault = value === field.default
  return (
    <div className="border-t border-line py-2 first-of-type:border-t-0">
      <NumberField
        look="row"
        label={policyLabel(staffWords, name)}
        name={name}
        defaultValue={String(value)}
        hint={staffWords('deskPolicy.page.defaultOrChanged', {
          default: field.default,
          isDefault: isDefault ? 'yes' : 'no',
          min,
          max,
        })}
        min={min}
        max={max}
        step={isWhole ? 1 : 'any'}
        required
      />
    </div>
  )
}
