import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { OtherLanguages } from '#app/_components/desk/forms/other-languages.tsx'
import { ReviewForm } from '#app/desk/(staff)/posts/[id]/_parts/review-form.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type Review, readReviewedIncident } from '#db/reads/reviews/review.ts'
import { draftReview } from '#lib/flows/reviews/draft-review.ts'
import { type SpokenWords, spokenBody } from '#lib/rules/languages/translation.ts'
import { mostReview } from '#lib/rules/reviews/review.ts'
import { saveIt } from './actions.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPost.reviewPage.review') })

export default async function ReviewPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const incident = await readReviewedIncident(db, id)
  if (!incident) notFound()
  const { title, review } = incident
  const text = review?.draft ?? review?.body ?? (await draftReview(db, id)) ?? ''
  return (
    <div className="max-w-3xl">
      <Headline>{staffWords('deskPost.reviewPage.reviewTitle', { title })}</Headline>
      <p className="mb-4 max-w-prose text-soft">
        {review
          ? staffWords('deskPost.reviewPage.savesDraft')
          : staffWords('deskPost.reviewPage.itBeginsWithWhat')}
      </p>
      <Card>
        <ReviewForm
          postId={id}
          version={review?.version ?? 0}
          text={text}
          others={
            <OtherLanguages
              parts={[{ part: 'body', label: 'Text', maxLength: mostReview, rows: 12 }]}
              stored={review ? spokenReview(review) : undefined}
              isFixed={review?.body != null}
            />
          }
          action={saveIt}
        />
      </Card>
      <p className="mt-4">
        <a href={`/desk/posts/${id}#review`}>{staffWords('deskPost.reviewPage.backWithoutSaving')}</a>
      </p>
    </div>
  )
}

/** What is public stays in the language that it is in. */
function spokenReview({ draft, language, translations, draftTranslations }: Review): SpokenWords {
  return spokenBody({ language, translations: draft === null ? translations : draftTranslations })
}
