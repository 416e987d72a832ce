import { describedBy, Labelled } from '#app/_components/forms/labelled.tsx'
import {
  type ChannelName,
  channelWord,
  isTyped,
  type TypedChannel,
} from '#lib/rules/destinations/destination.ts'

type Props = { token: string; offered: readonly ChannelName[]; publicPushKey: string }

/** One form for each channel that this installation has. A browser is added by a script alone, for only a script can. */
export function AddDestination({ token, offered, publicPushKey }: Props) {
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">Add another way</h3>
      {offered.filter(isTyped).map(channel => (
        <AddForm key={channel} channel={channel} token={token} />
      ))}
      {offered.includes('web-push') ? (
        <>
          <div data-push-key={publicPushKey} data-token={token} />
          <script src="/push-button.js" defer />
        </>
      ) : null}
    </div>
  )
}

type Ask = {
  label: string
  hint: string
  type: 'tel' | 'text' | 'url'
  /** What else it needs, which may be left empty. */
  secret?: string
}

/** What the address is called, and where to find it. */
const asks: Record<TypedChannel, Ask> = {
  webhook: {
    label: 'Address of your endpoint',
    type: 'url',
    hint: 'Begins with https://. We post JSON as Statuspage does, signed by Standard Webhooks; the first has your code.',
  },
  slack: {
    label: 'Address of the incoming webhook',
    type: 'url',
    hint: 'From your Slack app under “Incoming Webhooks”: https://hooks.slack.com/services/…',
  },
  discord: {
    label: 'Address of the webhook',
    type: 'url',
    hint: 'From the channel’s settings under “Integrations”: https://discord.com/api/webhooks/…',
  },
  teams: {
    label: 'Address of the workflow',
    type: 'url',
    hint: 'From the channel’s menu under “Workflows”, template “Send webhook alerts to a channel”.',
  },
  telegram: {
    label: 'Number of the chat, or @name of a channel',
    type: 'text',
    hint: 'First write /start to our bot, or add it to the group; it answers with the number.',
  },
  ntfy: {
    label: 'Address of the topic',
    type: 'url',
    hint: 'The server and the topic: https://ntfy.sh/your-topic',
    secret: 'Access token, if the topic is protected',
  },
  sms: {
    label: 'Number of your mobile',
    type: 'tel',
    hint: 'With the country: +49 170 1234567',
  },
}

function AddForm({ channel, token }: { channel: TypedChannel; token: string }) {
  const { label, hint, type, secret } = asks[channel]
  const id = (name: string) => `add-${channel}-${name}`
  return (
    <details>
      <summary className="cursor-pointer py-1">{channelWord(channel)}</summary>
      <form action="/api/destinations/add" method="post" className="grid gap-4 py-2">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="channel" value={channel} />
        <Labelled id={id('address')} label={label} hint={hint}>
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
        {secret ? (
          <Labelled id={id('secret')} label={secret}>
            <input id={id('secret')} name="secret" maxLength={100} autoComplete="off" className="field" />
          </Labelled>
        ) : null}
        <Labelled id={id('label')} label="What you call it, if you like">
          <input id={id('label')} name="label" maxLength={40} autoComplete="off" className="field" />
        </Labelled>
        <div>
          <button type="submit" className="button">
            Add {channelWord(channel)}
          </button>
        </div>
      </form>
    </details>
  )
}
