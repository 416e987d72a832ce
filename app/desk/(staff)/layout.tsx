import type { ReactNode } from 'react'
import { DeskZone, ZoneNote } from '#app/_components/desk/desk-zone.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { countSilentSources } from '#db/reads/sources/desk-sources.ts'
import { env } from '#lib/env.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'
import { DeskMenu, type MenuEntry } from './_parts/desk-menu.tsx'
import { leave } from './actions.ts'
import { hasOutbox } from './outbox/mails.ts'

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { db, staffMember } = await requireStaff()
  const now = new Date()
  const [unmatched, silent] = await Promise.all([listUnmatched(db, now), countSilentSources(db, now)])
  const entries: MenuEntry[] = [
    { href: '/desk', word: 'Now' },
    { href: '/desk/posts', word: 'Posts' },
    { href: '/desk/alerts', word: 'Alerts' },
    {
      href: '/desk/unmatched',
      word: 'Unmatched',
      waiting: { count: unmatched.length, what: 'names without a server' },
    },
    { href: '/desk/sources', word: 'Sources', waiting: { count: silent, what: 'silent' } },
    { href: '/desk/maintenance', word: 'Maintenance' },
    { href: '/desk/deliveries', word: 'Deliveries' },
    { href: '/desk/customers', word: 'Customers' },
    { href: '/desk/policy', word: 'Policy' },
    ...(hasOutbox ? [{ href: '/desk/outbox', word: 'Outbox' }] : []),
    { href: '/desk/mail', word: 'Mail' },
    { href: '/desk/people', word: 'People' },
    { href: '/', word: 'Public site' },
  ]
  return (
    <DeskZone siteZone={env.TIME_ZONE}>
      <a href="#main" className="skip">
        Skip to the content
      </a>
      <header className="frame flex flex-wrap items-center gap-x-5 gap-y-1 border-b border-line py-3 print:hidden">
        <strong className="tracking-tight wrap-anywhere">{env.SITE_NAME}</strong>
        <DeskMenu entries={entries} />
        <form action={leave} className="ml-auto flex items-center gap-3">
          <span className="hidden text-sm text-soft sm:inline">{staffMember.name}</span>
          <SubmitButton look="side">Sign out</SubmitButton>
        </form>
      </header>
      <main id="main" tabIndex={-1} className="frame pb-16">
        {children}
      </main>
      <footer className="border-t border-line pt-4 print:hidden">
        <ZoneNote />
      </footer>
    </DeskZone>
  )
}
