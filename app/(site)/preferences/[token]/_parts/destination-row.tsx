import { Labelled } from '#app/_components/forms/labelled.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { readDestinations } from '#db/reads/destinations/destinations.ts'
import { webhookFacts } from '#lib/rules/destinations/channels/webhook.ts'
import { factsOf } from '#lib/rules/destinations/destination.ts'
import { shownAddress } from '#lib/rules/destinations/destination-form.ts'
import { quarantineDays } from '#lib/rules/destinations/quarantine.ts'
import { needsCode } from '#lib/rules/destinations/verification.ts'
import type { Words } from '#lib/words/words.ts'
import { DestinationForm } from './destination-form.tsx'

type Destination = Awaited<ReturnType<typeof readDestinations>>[number]
type Props = { token: string; destination: Destination }

/** One destination, with what its owner can do about it. */
export function DestinationRow({ token, destination }: Props) {
  const { id, channel, address, label, state, error } = destination
  const words = readerWords()
  const channelName = words(`destinations.channel.${channel}`)
  const place = { channel: channelName, address: shownAddress(channel, address) }
  const name = label || channelName
  const isToProve = state === 'pending' && needsCode(channel)
  return (
    <li className="card grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="font-semibold wrap-anywhere">
        {label ? words('destinations.named', { label, ...place }) : words('destinations.place', place)}
      </p>
      <p className="text-sm">{stateSentence(words, destination)}</p>
      {error ? (
        <p className="text-sm text-soft wrap-anywhere">
          {words('destinations.lastAnswer', { answer: error })}
        </p>
      ) : null}
      {factsOf(channel).makesSecret && state === 'pending' ? <Secret config={destination.config} /> : null}
      {isToProve && destination.codeHash ? (
        <DestinationForm
          action="verify"
          token={token}
          destinationId={id}
          button={words('destinations.button.confirm')}
        >
          <Labelled id={`code-${id}`} label={words('destinations.code')}>
            <input
              id={`code-${id}`}
              name="code"
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={12}
              className="field max-w-[10rem]"
            />
          </Labelled>
        </DestinationForm>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <DestinationForm
          action="test"
          token={token}
          destinationId={id}
          button={words(isToProve ? 'destinations.button.newCode' : 'destinations.button.test')}
          of={name}
          isSide
        />
        <DestinationForm
          action="remove"
          token={token}
          destinationId={id}
          button={words('destinations.button.remove')}
          of={name}
          isSide
        />
      </div>
    </li>
  )
}

function stateSentence(words: Words, { state, channel }: Destination): string {
  switch (state) {
    case 'active':
      return words('destinations.state.works')
    case 'pending':
      return words(needsCode(channel) ? 'destinations.state.waitsForCode' : 'destinations.state.waitsForTest')
    case 'quarantined':
      return words('destinations.state.quarantined', { days: quarantineDays })
  }
}

/** Shown until the webhook is proven, and never again. */
function Secret({ config }: { config: Destination['config'] }) {
  const { secret } = webhookFacts.config.parse(config)
  return (
    <p className="text-sm">
      {readerWords().rich('destinations.secret', {
        secret,
        code: text => <code className="wrap-anywhere">{text}</code>,
      })}
    </p>
  )
}
