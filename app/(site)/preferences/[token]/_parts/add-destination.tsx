import { describedBy, Labelled } from '#app/_components/forms/labelled.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import {
  asksForSecret,
  type ChannelName,
  isTyped,
  type TypedChannel,
} from '#lib/rules/destinations/destination.ts'

type Props = { token: string; offered: readonly ChannelName[]; publicPushKey: string }

/** One form for each channel that this installation has. A browser is added by a script: nothing else can. */
export function AddDestination({ token, offered, publicPushKey }: Props) {
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{readerWords()('destinations.add.title')}</h3>
      {offered.filter(isTyped).map(channel => (
        <AddForm key={channel} channel={channel} token={token} />
      ))}
      {offered.includes('web-push') ? (
        <>
          <PushPlace publicPushKey={publicPushKey} token={token} />
          <script src="/push-button.js" defer />
        </>
      ) : null}
    </div>
  )
}

/** Where the script puts its button, with what it says. */
function PushPlace({ publicPushKey, token }: Pick<Props, 'publicPushKey' | 'token'>) {
  const words = readerWords()
  return (
    <div
      data-push-key={publicPushKey}
      data-token={token}
      data-button={words('destinations.browser.button')}
      data-failed={words('destinations.browser.failed', { reason: '{reason}' })}
      data-denied={words('destinations.browser.denied')}
    />
  )
}

/** What sort of field takes the address. */
const fieldTypes: Record<TypedChannel, 'tel' | 'text' | 'url'> = {
  webhook: 'url',
  slack: 'url',
  discord: 'url',
  teams: 'url',
  telegram: 'text',
  ntfy: 'url',
  sms: 'tel',
}

function AddForm({ channel, token }: { channel: TypedChannel; token: string }) {
  const words = readerWords()
  const type = fieldTypes[channel]
  const name = words(`destinations.channel.${channel}`)
  const id = (name: string) => `add-${channel}-${name}`
  return (
    <details>
      <summary className="cursor-pointer py-1">{name}</summary>
      <form action="/api/destinations/add" method="post" className="grid gap-4 py-2">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="channel" value={channel} />
        <Labelled
          id={id('address')}
          label={words(`destinations.ask.${channel}.label`)}
          hint={words(`destinations.ask.${channel}.hint`)}
        >
          <input
            id={id('address')}
            name="address"
            type={type}
            required
            maxLength={2000}
            autoComplete={type === 'tel' ? 'tel' : 'off'}
            className="field"
            {...describedBy(id('address'), { hint: true })}
          />
        </Labelled>
        {asksForSecret(channel) ? (
          <Labelled id={id('secret')} label={words('destinations.add.token')}>
            <input id={id('secret')} name="secret" maxLength={100} autoComplete="off" className="field" />
          </Labelled>
        ) : null}
        <Labelled id={id('label')} label={words('destinations.add.label')}>
          <input id={id('label')} name="label" maxLength={40} autoComplete="off" className="field" />
        </Labelled>
        <div>
          <button type="submit" className="button">
            {words('destinations.add.button', { channel: name })}
          </button>
        </div>
      </form>
    </details>
  )
}
