import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { PersonEnd } from '#app/desk/(staff)/subscribers/_parts/person-end.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readCommentsBy, readSubscriberId } from '#db/reads/subscribers/person.ts'
import { Email } from '#lib/rules/subscribers/email.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSubscribers.personPage.person') })

type Props = { searchParams: Promise<{ email?: string | string[] }> }

/** Who wrote comments and gets no notices. A subscriber has a page of their own. */
export default async function PersonPage({ searchParams }: Props) {
  const { db } = await requireStaff()
  const email = Email.safeParse((await searchParams).email).data
  if (!email) notFound()
  const subscriberId = await readSubscriberId(db, email)
  if (subscriberId) redirect(`/desk/subscribers/${subscriberId}`)
  return (
    <>
      <Headline>
        <span className="wrap-anywhere">{email}</span>
      </Headline>
      <p className="text-soft">{staffWords('deskSubscribers.personPage.getsNothing')}</p>
      <PersonEnd email={email} written={await readCommentsBy(db, email)} isSuppressed={false} />
      <p className="mt-6">
        <a href="/desk/subscribers">{staffWords('deskSubscribers.personPage.backToAllSubscribers')}</a>
      </p>
    </>
  )
}
