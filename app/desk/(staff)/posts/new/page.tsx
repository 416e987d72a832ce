import type { Metadata } from 'next'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { BrandNote } from '#app/_components/desk/forms/brand-note.tsx'
import { AdvisoryForm } from '#app/desk/(staff)/posts/_parts/advisory-form.tsx'
import { AdvisoryLanguages } from '#app/desk/(staff)/posts/_parts/advisory-languages.tsx'
import { save } from '#app/desk/(staff)/posts/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPosts.newPage.newAdvisory') })

const noWords = { title: '', summary: '', body: '', serverNames: '' }

export default async function NewAdvisoryPage() {
  const { db } = await requireStaff()
  const { groups } = await readTargets(db)
  return (
    <div className="max-w-3xl">
      <Headline>{staffWords('deskPosts.newPage.aNewAdvisory')}</Headline>
      <p className="mb-4 max-w-prose text-soft">{staffWords('deskPosts.newPage.itIsADraft')}</p>
      <BrandNote of="advisory" />
      <Card>
        <AdvisoryForm
          postId={newId()}
          version={0}
          words={noWords}
          slug=""
          groups={groups}
          now={new Date()}
          others={<AdvisoryLanguages />}
          action={save}
        />
      </Card>
    </div>
  )
}
