import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { confirmWay, removeWay, tryWay } from '#app/desk/(staff)/people/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { readDestinations } from '#db/reads/destinations/destinations.ts'
import { webhookFacts } from '#lib/rules/destinations/channels/webhook.ts'
import { factsOf } from '#lib/rules/destinations/destination.ts'
import { shownAddress } from '#lib/rules/destinations/destination-form.ts'
import { quarantineDays } from '#lib/rules/destinations/quarantine.ts'
import { needsCode } from '#lib/rules/destinations/verification.ts'

type Destination = Awaited<ReturnType<typeof readDestinations>>[number]

/** One way to one of the staff, with what they can do about it. */
export function WayCard({ way }: { way: Destination }) {
  const { id, channel, address, label, state, error, codeHash } = way
  const channelName = staffWords(`destinations.channel.${channel}`)
  const place = { channel: channelName, address: shownAddress(channel, address) }
  const name = label || channelName
  const isToProve = state === 'pending' && needsCode(channel)
  return (
    <Card>
      <p className="font-semibold wrap-anywhere">
        {label
          ? staffWords('destinations.named', { label, ...place })
          : staffWords('destinations.place', place)}
      </p>
      <p className="text-sm">{stateWords(way)}</p>
      {error ? (
        <p className="text-sm wrap-anywhere text-soft">
          {staffWords('destinations.lastAnswer', { answer: error })}
        </p>
      ) : null}
      {factsOf(channel).makesSecret && state === 'pending' ? <Secret way={way} /> : null}
      {isToProve && codeHash ? (
        <ActionForm act="add-own-destination" action={confirmWay} className="grid max-w-xs gap-2">
          <input type="hidden" name="destinationId" value={id} />
          <TextField
            label={staffWords('destinations.code')}
            name="code"
            maxLength={20}
            autoComplete="one-time-code"
          />
          <SubmitButton>{staffWords('destinations.button.confirm')}</SubmitButton>
        </ActionForm>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <ActionForm act="add-own-destination" action={tryWay} className="grid gap-2">
          <input type="hidden" name="destinationId" value={id} />
          <SubmitButton look="side">
            {staffWords(isToProve ? 'destinations.button.newCode' : 'destinations.button.test')}
            <span className="sr-only"> {staffWords('destinations.buttonOf', { name })}</span>
          </SubmitButton>
        </ActionForm>
        <ActionForm act="remove-own-destination" action={removeWay} className="grid gap-2">
          <input type="hidden" name="destinationId" value={id} />
          <SubmitButton look="side">
            {staffWords('destinations.button.remove')}
            <span className="sr-only"> {staffWords('destinations.buttonOf', { name })}</span>
          </SubmitButton>
        </ActionForm>
      </div>
    </Card>
  )
}

function stateWords({ state, channel }: Destination): string {
  switch (state) {
    case 'active':
      return staffWords('destinations.state.works')
    case 'pending':
      return staffWords(
        needsCode(channel) ? 'destinations.state.waitsForCode' : 'destinations.state.waitsForTest',
      )
    case 'quarantined':
      return staffWords('destinations.state.quarantined', { days: quarantineDays })
  }
}

/** Shown until the webhook is proven, and never again. */
function Secret({ way }: { way: Destination }) {
  const { secret } = webhookFacts.config.parse(way.config)
  return (
    <p className="text-sm">
      {staffWords.rich('destinations.secret', {
        secret,
        code: text => <code className="wrap-anywhere">{text}</code>,
      })}
    </p>
  )
}
