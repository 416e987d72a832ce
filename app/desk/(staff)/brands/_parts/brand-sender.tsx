import { SenderChecks } from '#app/_components/desk/sender-checks.tsx'
import { checkSendingDomain } from '#lib/flows/sending/check-sender.ts'

/** What mailboxes can check of the domain in whose name a brand mails. */
export async function BrandSender({ mailFrom }: { mailFrom: string }) {
  const { address, checks } = await checkSendingDomain(mailFrom)
  return (
    <>
      <p className="max-w-prose text-soft">
        Mail comes from <span className="break-all">{address}</span>, and what cannot be delivered goes back
        to it: so have the reseller pass that on to you. Your mail server, or Resend, has to be allowed to
        send for the domain.
      </p>
      <SenderChecks checks={checks} />
    </>
  )
}
