import { Labelled } from '#app/_components/forms/labelled.tsx'
import type { Destination } from '#db/keys/destination.ts'
import { channelWord, configs } from '#lib/rules/destinations/destination.ts'
import { shownAddress } from '#lib/rules/destinations/destination-form.ts'
import { quarantineDays } from '#lib/rules/destinations/quarantine.ts'
import { needsCode } from '#lib/rules/destinations/verification.ts'
import { DestinationForm } from './destination-form.tsx'

type Props = { token: string; destination: Destination }

/** One destination, with what its owner can do about it. */
export function DestinationRow({ token, destination }: Props) {
  const { id, channel, address, label, state, error } = destination
  const place = `${channelWord(channel)}, ${shownAddress(channel, address)}`
  const name = label || channelWord(channel)
  const isToProve = state === 'pending' && needsCode(channel)
  return (
    <li className="card grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="font-semibold wrap-anywhere">{label ? `${label} (${place})` : place}</p>
      <p className="text-sm">{stateSentence(destination)}</p>
      {error ? <p className="text-sm text-soft wrap-anywhere">Last answer: {error}</p> : null}
      {channel === 'webhook' && state === 'pending' ? <Secret config={destination.config} /> : null}
      {isToProve && destination.codeHash ? (
        <DestinationForm action="verify" token={token} destinationId={id} button="Confirm">
          <Labelled id={`code-${id}`} label="Code from the message">
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
          button={isToProve ? 'Send a new code' : 'Send a test'}
          of={name}
          isSide
        />
        <DestinationForm action="remove" token={token} destinationId={id} button="Remove" of={name} isSide />
      </div>
    </li>
  )
}

function stateSentence({ state, channel }: Destination): string {
  switch (state) {
    case 'active':
      return 'Works.'
    case 'pending':
      return needsCode(channel)
        ? 'Waits for the code that we sent there. Until then nothing else is sent.'
        : 'No message has got there yet. Until then nothing else is sent.'
    case 'quarantined':
      return `Messages did not arrive any more, so we have stopped. A test that arrives starts it again; otherwise we forget it after ${quarantineDays} days.`
  }
}

/** Shown until the webhook is proven, and never again. */
function Secret({ config }: { config: Destination['config'] }) {
  const { secret } = configs.webhook.parse(config)
  return (
    <p className="text-sm">
      Keep this secret, with which you check our signature (Standard Webhooks). It is shown only until you
      confirm: <code className="wrap-anywhere">{secret}</code>
    </p>
  )
}
