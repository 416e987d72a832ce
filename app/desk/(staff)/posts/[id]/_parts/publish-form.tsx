import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages } from '#app/_components/desk/forms/other-languages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { AdvisoryReach, DeskAdvisory } from '#db/reads/posts/advisory.ts'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>
type Props = { advisory: DeskAdvisory; action: Action }

/** Shows a draft to readers, and tells subscribers if wanted: how many that are stands beside the choice. */
export function PublishForm({ advisory, reach, action }: Props & { reach: AdvisoryReach }) {
  const wasPublic = advisory.publishedAt !== null
  return (
    <ActionForm act="publish-advisory" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <SeenAdvisoryFields advisory={advisory} />
      {wasPublic ? (
        <ChangeFields
          advisory={advisory}
          label={
            reach.kind === 'update'
              ? staffWords('deskPost.publishForm.changeForPageAndMail')
              : staffWords('deskPost.publishForm.changeForPage')
          }
        />
      ) : null}
      <CheckField label={tellWords(advisory, reach)} name="isTold" isChecked={!wasPublic} />
      <SubmitButton>
        {advisory.withdrawnAt
          ? staffWords('deskPost.publishForm.publishItAgain')
          : wasPublic
            ? staffWords('deskPost.publishForm.publishTheChange')
            : staffWords('deskPost.publishForm.publish')}
      </SubmitButton>
    </ActionForm>
  )
}

/** "Tell subscribers: 12 watch web07 and want advisories" */
function tellWords({ servers }: DeskAdvisory, { kind, count }: AdvisoryReach): string {
  if (kind === 'update') return staffWords('deskPost.publishForm.tellWhoHeard', { count })
  const [only, ...others] = servers
  const names =
    others.length > 0
      ? staffWords('deskPost.publishForm.oneOfTheseServers')
      : (only?.label ?? staffWords('deskPost.publishForm.something'))
  return staffWords('deskPost.publishForm.tellWatchers', { count, names })
}

/** Takes an advisory from readers. */
export function WithdrawForm({ advisory, action }: Props) {
  return (
    <ActionForm act="withdraw-advisory" action={action} className="grid gap-2">
      <SeenAdvisoryFields advisory={advisory} />
      <SubmitButton look="side">{staffWords('deskPost.publishForm.withdrawItFromReaders')}</SubmitButton>
    </ActionForm>
  )
}

/** Throws a draft away. */
export function DiscardForm({ advisory, action }: Props) {
  return (
    <ActionForm act="discard-draft" action={action} className="grid gap-2">
      <SeenAdvisoryFields advisory={advisory} />
      <SubmitButton look="side">{staffWords('deskPost.publishForm.throwTheDraftAway')}</SubmitButton>
    </ActionForm>
  )
}

/** Which advisory, and what of it the person has seen. */
export function SeenAdvisoryFields({ advisory: { id, version } }: { advisory: DeskAdvisory }) {
  return (
    <>
      <input type="hidden" name="postId" value={id} />
      <input type="hidden" name="version" value={version} />
    </>
  )
}

/** What is different of an advisory that readers know, in the languages of staff. */
export function ChangeFields({ advisory, label }: { advisory: DeskAdvisory; label: string }) {
  const part = {
    part: 'body' as const,
    label: staffWords('deskPost.publishForm.whatHasChanged'),
    maxLength: advisoryLimits.change,
    rows: 3,
  }
  return (
    <>
      <WordsField label={label} name="change" isRequired={false} />
      <OtherLanguages parts={[part]} stored={{ language: advisory.words.language }} />
    </>
  )
}
