import type { ReactNode } from 'react'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requirePerson } from '#app/desk/session.ts'
import { env } from '#lib/env.ts'
import { leave } from './actions.ts'
import { hasOutbox } from './outbox/letters.ts'

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { person } = await requirePerson()
  const pages = [
    ['/desk', 'Now'],
    ['/desk/alerts', 'Alerts'],
    ...(hasOutbox ? [['/desk/outbox', 'Outbox']] : []),
    ['/desk/customers', 'Customers'],
    ['/desk/people', 'People'],
    ['/', 'Public site'],
  ]
  return (
    <>
      <a href="#main" className="skip">
        Skip to the content
      </a>
      <header className="frame flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-3 print:hidden">
        <strong className="tracking-tight break-words">{env.SITE_NAME}</strong>
        <nav aria-label="Desk" className="flex flex-wrap gap-x-5">
          {pages.map(([href, word]) => (
            <a key={href} href={href} className="nav-link">
              {word}
            </a>
          ))}
        </nav>
        <form action={leave} className="ml-auto flex items-center gap-3">
          <span className="text-sm text-soft">{person.name}</span>
          <SubmitButton look="side">Sign out</SubmitButton>
        </form>
      </header>
      <main id="main" tabIndex={-1} className="frame pb-16">
        {children}
      </main>
    </>
  )
}
