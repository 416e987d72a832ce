import { Headline } from '#app/_components/desk/card.tsx'
import { staffWords } from '#app/desk/staff-words.ts'

/** In the place of a page that a person's role does not open, where they came without loading it. */
export default function Forbidden() {
  return (
    <>
      <Headline>{staffWords('desk.refused.title')}</Headline>
      <p>
        <a href="/desk">{staffWords('desk.refused.back')}</a>
      </p>
    </>
  )
}
