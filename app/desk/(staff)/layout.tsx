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
    ['/desk/people', 'People'],
    ['/', 'Public site'],
  ]
  return (
    <>
      <header className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-5 py-4">
        <strong>{env.SITE_NAME}</strong>
        <nav aria-label="Desk" className="flex flex-wrap gap-x-5">
          {pages.map(([href, word]) => (
            <a key={href} href={href} className="py-2 text-soft hover:text-ink">
              {word}
            </a>
          ))}
        </nav>
        <form action={leave} className="ml-auto flex items-center gap-3">
          <span className="text-sm text-soft">{person.name}</span>
          <SubmitButton look="side">Sign out</SubmitButton>
        </form>
      </header>
      <main className="mx-auto max-w-5xl px-5 pb-16">{children}</main>
    </>
  )
}
