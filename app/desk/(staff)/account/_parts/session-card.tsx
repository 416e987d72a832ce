import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { endOne } from '#app/desk/(staff)/account/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { OwnSession } from '#db/reads/sign-in/own-account.ts'
import { deviceOf } from '#lib/rules/staff/device.ts'
import type { Proof } from '#lib/rules/staff/proof.ts'
import { deviceWords } from '#lib/words/sign-in/device.ts'

const proofWords = (): Record<Proof, string> => ({
  link: staffWords('deskAccount.sessionCard.byAMailedLink'),
  passkey: staffWords('deskAccount.sessionCard.withAPasskey'),
  code: staffWords('deskAccount.sessionCard.withARecoveryCode'),
  server: staffWords('deskAccount.sessionCard.byALinkMade'),
  company: staffWords('deskAccount.sessionCard.withTheCompanyAccount'),
  'company-strong': staffWords('deskAccount.sessionCard.withTheCompanyAccount'),
})

/** A session of whoever sits here. */
export function SessionCard({ session, isThis }: { session: OwnSession; isThis: boolean }) {
  const { id, proof, ipAddress, userAgent, createdAt, usedAt } = session
  return (
    <Card>
      <p className="font-semibold wrap-anywhere">
        {deviceWords(staffWords, deviceOf(userAgent))}
        {isThis ? staffWords('deskAccount.sessionCard.thisBrowser') : ''}
      </p>
      <p className="text-sm text-soft wrap-anywhere">
        {staffWords.rich('deskAccount.sessionCard.signedIn', {
          createdAt: () => <LocalTime at={createdAt} />,
          proof: proofWords()[proof],
          ipAddress: ipAddress ?? '',
          hasIpAddress: ipAddress ? 'yes' : 'no',
          usedAt: () => <LocalTime at={usedAt} />,
        })}
      </p>
      {isThis ? null : (
        <ActionForm act="end-sessions" action={endOne} className="grid gap-2">
          <input type="hidden" name="id" value={id} />
          <SubmitButton look="side">{staffWords('deskAccount.sessionCard.endIt')}</SubmitButton>
        </ActionForm>
      )}
    </Card>
  )
}
