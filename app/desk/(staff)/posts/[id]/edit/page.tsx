import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { AdvisoryForm } from '#app/desk/(staff)/posts/_parts/advisory-form.tsx'
import { AdvisoryLanguages } from '#app/desk/(staff)/posts/_parts/advisory-languages.tsx'
import { save } from '#app/desk/(staff)/posts/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readAdvisory } from '#db/reads/posts/advisory.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPosts.editPage.edit') })

export default async function EditPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const [advisory, { groups }] = await Promise.all([readAdvisory(db, id), readTargets(db)])
  if (!advisory || advisory.filePath) notFound()
  const { version, publishedAt, servers, slug } = advisory
  const words = { ...advisory.words, serverNames: servers.map(server => server.label).join(', ') }
  return (
    <div className="max-w-3xl">
      <Headline>{words.title}</Headline>
      <p className="mb-4 max-w-prose text-soft">
        {publishedAt
          ? staffWords('deskPosts.editPage.savesDraft')
          : staffWords('deskPosts.editPage.itIsADraft')}
      </p>
      <Card>
        <AdvisoryForm
          postId={id}
          version={version}
          words={words}
          groups={groups}
          now={new Date()}
          others={<AdvisoryLanguages stored={advisory.words} />}
          action={save}
          slug={publishedAt ? null : slug}
        />
      </Card>
      <p className="mt-4">
        <a href={`/desk/posts/${id}`}>{staffWords('deskPosts.editPage.backWithoutSaving')}</a>
      </p>
    </div>
  )
}
