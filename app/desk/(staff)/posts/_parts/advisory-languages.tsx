import { OtherLanguages } from '#app/_components/desk/forms/other-languages.tsx'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'

/** An advisory in the other languages of the site. */
export function AdvisoryLanguages({ stored }: { stored?: SpokenWords }) {
  return (
    <OtherLanguages
      stored={stored}
      parts={[
        { part: 'title', label: 'Title', maxLength: advisoryLimits.title },
        { part: 'summary', label: 'Summary', maxLength: advisoryLimits.summary, rows: 2 },
        { part: 'body', label: 'Text', maxLength: advisoryLimits.body, rows: 12 },
      ]}
    />
  )
}
