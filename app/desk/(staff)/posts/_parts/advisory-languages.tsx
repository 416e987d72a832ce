import { OtherLanguages } from '#app/_components/desk/forms/other-languages.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'

/** An advisory in the other languages of the site. */
export function AdvisoryLanguages({ stored }: { stored?: SpokenWords }) {
  return (
    <OtherLanguages
      stored={stored}
      parts={[
        {
          part: 'title',
          label: staffWords('deskShared.otherLanguages.title'),
          maxLength: advisoryLimits.title,
        },
        {
          part: 'summary',
          label: staffWords('deskShared.otherLanguages.summary'),
          maxLength: advisoryLimits.summary,
          rows: 2,
        },
        {
          part: 'body',
          label: staffWords('deskShared.otherLanguages.text'),
          maxLength: advisoryLimits.body,
          rows: 12,
        },
      ]}
    />
  )
}
