import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { DeskClock, DeskZone } from '#app/_components/desk/desk-zone.tsx'
import { AsRole } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { DeskLanguages } from '#app/_components/desk/words/desk-languages.tsx'
import { requireSignedIn } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { noteLanguage } from '#lib/flows/staff/note-language.ts'
import { currentLanguage } from '#lib/language.ts'
import { languageCookie } from '#lib/rules/languages/language.ts'
import { mayOpen } from '#lib/rules/staff/desk-pages.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { ourSite } from '#lib/site.ts'
import { DeskKeys } from './_parts/desk-keys.tsx'
import { DeskMenu, type MenuGroup } from './_parts/desk-menu.tsx'
import { readWaiting } from './_parts/read-now.ts'
import { TypedMemory } from './_parts/typed-memory.tsx'
import { leave } from './actions.ts'

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { db, staffMember } = await requireSignedIn()
  if ((await cookies()).has(languageCookie)) await noteLanguage(db, staffMember.id, currentLanguage())
  return (
    <DeskZone siteZone={ourSite().zone}>
      <AsRole role={staffMember.role}>
        <a href="#main" className="skip">
          {staffWords('deskNow.layout.skipToTheContent')}
        </a>
        <header className="frame desk-head print:hidden">
          <strong className="truncate tracking-tight">
            <a
              href="/"
              title={staffWords('deskNow.layout.thePublicSite')}
              className="no-underline hover:underline"
            >
              {ourSite().name}
            </a>
          </strong>
          <DeskClock at={new Date()} />
          <DeskMenu groups={await menu(staffMember.role)}>
            <SignOut name={staffMember.name} />
          </DeskMenu>
          <div className="hidden items-center gap-3 lg:ml-auto lg:flex">
            <DeskKeys />
            <SignOut name={staffMember.name} />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="frame pb-16">
          {children}
        </main>
        <DeskLanguages className="frame pb-8 print:hidden" />
        <TypedMemory />
      </AsRole>
    </DeskZone>
  )
}

function SignOut({ name }: { name: string }) {
  return (
    <form action={leave} className="flex flex-wrap items-center gap-3">
      <a
        href="/desk/account"
        title={staffWords('deskNow.layout.account')}
        className="max-w-48 truncate text-sm text-soft"
      >
        {name}
      </a>
      <SubmitButton look="side">{staffWords('deskNow.layout.signOut')}</SubmitButton>
    </form>
  )
}

/** The pages that their role opens. */
async function menu(role: DeskRole): Promise<MenuGroup[]> {
  const all = await allEntries()
  return all.map(group => group.filter(({ href }) => mayOpen(role, href))).filter(group => group.length > 0)
}

async function allEntries(): Promise<MenuGroup[]> {
  const { rows, facts } = await readWaiting()
  const count = (what: string, ...kinds: string[]) => {
    return { count: rows.filter(row => kinds.includes(row.kind)).length, what }
  }
  return [
    [
      {
        href: '/desk',
        word: staffWords('deskNow.layout.now'),
        waiting: { count: rows.length, what: staffWords('deskNow.layout.thingsWait') },
      },
      {
        href: '/desk/incidents',
        word: staffWords('deskNow.layout.incidents'),
        also: ['/desk/containment', '/desk/indicators'],
      },
      { href: '/desk/maintenance', word: staffWords('deskNow.layout.maintenance') },
      { href: '/desk/posts', word: staffWords('deskNow.layout.posts') },
      {
        href: '/desk/comments',
        word: staffWords('deskNow.layout.comments'),
        waiting: count(staffWords('deskNow.layout.commentsWaiting'), 'comments'),
      },
    ],
    [
      { href: '/desk/servers', word: staffWords('deskNow.layout.servers') },
      {
        href: '/desk/sources',
        word: staffWords('deskNow.layout.sources'),
        waiting: count('silent', 'silent'),
      },
      { href: '/desk/agents', word: staffWords('deskNow.layout.agents'), also: '/desk/findings' },
      { href: '/desk/customers', word: staffWords('deskNow.layout.customers'), also: '/desk/readers' },
      { href: '/desk/subscribers', word: staffWords('deskNow.layout.subscribers') },
    ],
    [
      { href: '/desk/mail', word: staffWords('deskNow.layout.mail'), also: '/desk/outbox' },
      {
        href: '/desk/deliveries',
        word: staffWords('deskNow.layout.deliveries'),
        waiting: count(staffWords('deskNow.layout.withDeliveriesThatWait'), 'stuck'),
      },
      {
        href: '/desk/alerts',
        word: staffWords('deskNow.layout.alerts'),
        waiting: { count: facts.unmatched.length, what: staffWords('deskNow.layout.namesWithoutAServer') },
        also: '/desk/unmatched',
      },
    ],
    [
      { href: '/desk/people', word: staffWords('deskNow.layout.people') },
      {
        href: '/desk/settings',
        word: staffWords('deskNow.layout.settings'),
        also: ['/desk/policy', '/desk/brands'],
      },
      { href: '/desk/keys', word: staffWords('deskNow.layout.apiKeys') },
      { href: '/desk/audit', word: staffWords('deskNow.layout.audit') },
    ],
  ]
}
