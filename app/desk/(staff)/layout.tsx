import type { ReactNode } from 'react'
import { DeskClock, DeskZone } from '#app/_components/desk/desk-zone.tsx'
import { AsRole } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireSignedIn } from '#app/desk/session.ts'
import { mayOpen } from '#lib/rules/staff/desk-pages.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { ourSite } from '#lib/site.ts'
import { DeskKeys } from './_parts/desk-keys.tsx'
import { DeskMenu, type MenuGroup } from './_parts/desk-menu.tsx'
import { readWaiting } from './_parts/read-now.ts'
import { TypedMemory } from './_parts/typed-memory.tsx'
import { leave } from './actions.ts'

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { staffMember } = await requireSignedIn()
  return (
    <DeskZone siteZone={ourSite().zone}>
      <AsRole role={staffMember.role}>
        <a href="#main" className="skip">
          Skip to the content
        </a>
        <header className="frame desk-head print:hidden">
          <strong className="truncate tracking-tight">
            <a href="/" title="The public site" className="no-underline hover:underline">
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
        <TypedMemory />
      </AsRole>
    </DeskZone>
  )
}

function SignOut({ name }: { name: string }) {
  return (
    <form action={leave} className="flex flex-wrap items-center gap-3">
      <a href="/desk/account" title="How you sign in" className="max-w-48 truncate text-sm text-soft">
        {name}
      </a>
      <SubmitButton look="side">Sign out</SubmitButton>
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
      { href: '/desk', word: 'Now', waiting: { count: rows.length, what: 'things wait' } },
      { href: '/desk/incidents', word: 'Incidents', also: ['/desk/containment', '/desk/indicators'] },
      { href: '/desk/maintenance', word: 'Maintenance' },
      { href: '/desk/posts', word: 'Posts' },
      {
        href: '/desk/comments',
        word: 'Comments',
        waiting: count('posts with comments that wait', 'comments'),
      },
    ],
    [
      { href: '/desk/servers', word: 'Servers' },
      { href: '/desk/sources', word: 'Sources', waiting: count('silent', 'silent') },
      { href: '/desk/agents', word: 'Agents', also: '/desk/findings' },
      { href: '/desk/customers', word: 'Customers', also: '/desk/readers' },
      { href: '/desk/subscribers', word: 'Subscribers' },
    ],
    [
      { href: '/desk/mail', word: 'Mail', also: '/desk/outbox' },
      { href: '/desk/deliveries', word: 'Deliveries', waiting: count('with deliveries that wait', 'stuck') },
      {
        href: '/desk/alerts',
        word: 'Alerts',
        waiting: { count: facts.unmatched.length, what: 'names without a server' },
        also: '/desk/unmatched',
      },
    ],
    [
      { href: '/desk/people', word: 'People' },
      { href: '/desk/settings', word: 'Settings', also: ['/desk/policy', '/desk/brands'] },
      { href: '/desk/keys', word: 'API keys' },
      { href: '/desk/audit', word: 'Audit' },
    ],
  ]
}
