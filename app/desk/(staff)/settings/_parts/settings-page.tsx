import type { ReactNode } from 'react'
import { Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readKeptSite } from '#db/reads/settings/site.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { may } from '#lib/rules/staff/may.ts'

type Props = {
  title: string
  /** What changes where. */
  where: ReactNode
  children: (kept: KeptSite) => ReactNode
}

/** One topic of the settings: what it changes, then its form, for whoever may change it. */
export async function SettingsPage({ title, where, children }: Props) {
  const { db, staffMember } = await requireStaff()
  const kept = await readKeptSite(db)
  const isAllowed = may(staffMember.role, 'change-site')
  return (
    <>
      <p className="mt-6 -mb-6 text-sm">
        <a href="/desk/settings">{staffWords('deskSettings.settingsPage.settings')}</a>
      </p>
      <Headline>{title}</Headline>
      <p className="max-w-prose text-soft">{where}</p>
      {isAllowed ? null : (
        <p className="mt-4 max-w-prose font-semibold">{staffWords('deskSettings.settingsPage.onlyOwner')}</p>
      )}
      <fieldset disabled={!isAllowed} className="mt-6 grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
        <legend className="sr-only">{title}</legend>
        {children(kept)}
      </fieldset>
    </>
  )
}
