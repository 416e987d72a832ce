import { PageAnswer, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { type KeptForm, keptMinutes, readKeptForm } from '#lib/processes/kept-forms.ts'
import { KeptAgain } from './_parts/kept-again.tsx'
import { KeptComment } from './_parts/kept-comment.tsx'
import { KeptLink } from './_parts/kept-link.tsx'
import { KeptOwnComment } from './_parts/kept-own-comment.tsx'
import { KeptPreferences } from './_parts/kept-preferences.tsx'
import { KeptSubscription } from './_parts/kept-subscription.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('forms.notSent'))
}

/** A form that was not taken, as it was typed, with what is wrong: for browsers without scripts, which would lose it. */
export default async function KeptFormPage({ params }: { params: Promise<{ id: string }> }) {
  const kept = readKeptForm((await params).id, new Date())
  return kept ? <Kept kept={kept} /> : <Gone />
}

function Kept({ kept }: { kept: KeptForm }) {
  switch (kept.kind) {
    case 'subscribe':
      return <KeptSubscription kept={kept} />
    case 'again':
      return <KeptAgain kept={kept} />
    case 'comment':
      return <KeptComment kept={kept} />
    case 'own-comment':
      return <KeptOwnComment kept={kept} />
    case 'preferences':
      return <KeptPreferences kept={kept} />
    case 'link':
      return <KeptLink kept={kept} />
  }
}

function Gone() {
  const words = readerWords()
  return (
    <PageAnswer headline={words('forms.kept.gone')}>
      <p>
        {words.rich('forms.kept.goneText', {
          minutes: keptMinutes,
          board: text => <a href="/">{text}</a>,
        })}
      </p>
    </PageAnswer>
  )
}
