import { SenderChecks } from '#app/_components/desk/sender-checks.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { checkSendingDomain } from '#lib/flows/sending/check-sender.ts'

/** What mailboxes can check of the domain in whose name a brand mails. */
export async function BrandSender({ mailFrom }: { mailFrom: string }) {
  const { address, checks } = await checkSendingDomain(mailFrom)
  return (
    <>
      <p className="max-w-prose text-soft">
        {staffWords.rich('deskBrands.brandSender.mailComesFromAddress', {
          address,
          part: text => <span className="break-all">{text}</span>,
        })}
      </p>
      <SenderChecks checks={checks} />
    </>
  )
}
