import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { addWay } from '#app/desk/(staff)/people/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import {
  asksForSecret,
  type ChannelName,
  isTyped,
  type TypedChannel,
} from '#lib/rules/destinations/destination.ts'
import { PushButton } from './push-button.tsx'

type Props = { offered: readonly ChannelName[]; publicPushKey: string }

/** One form for each channel that this installation has. A browser is added by its own button. */
export function AddWays({ offered, publicPushKey }: Props) {
  return (
    <div className="grid max-w-xl gap-1">
      {offered.filter(isTyped).map(channel => (
        <details key={channel} className="border-t border-line">
          <summary className="min-h-11 cursor-pointer py-2.5">
            {staffWords(`destinations.channel.${channel}`)}
          </summary>
          <AddForm channel={channel} />
        </details>
      ))}
      {offered.includes('web-push') ? (
        <div className="border-t border-line pt-2">
          <PushButton
            publicPushKey={publicPushKey}
            action={addWay}
            label={staffWords('destinations.browser.button')}
            denied={staffWords('destinations.browser.denied')}
            failed={staffWords('deskPeople.addWays.browserTakesNone')}
          />
        </div>
      ) : null}
    </div>
  )
}

function AddForm({ channel }: { channel: TypedChannel }) {
  const name = staffWords(`destinations.channel.${channel}`)
  return (
    <ActionForm act="add-own-destination" action={addWay} className="grid gap-3 pb-4">
      <input type="hidden" name="channel" value={channel} />
      <TextField
        label={staffWords(`destinations.ask.${channel}.label`)}
        name="address"
        hint={staffWords(`destinations.ask.${channel}.hint`)}
        type={channel === 'sms' ? 'tel' : 'text'}
        maxLength={2000}
        autoComplete="off"
      />
      {asksForSecret(channel) ? (
        <OptionalField label={staffWords('destinations.add.token')} name="secret" maxLength={100} />
      ) : null}
      <OptionalField label={staffWords('destinations.add.label')} name="label" maxLength={40} />
      <SubmitButton>{staffWords('destinations.add.button', { channel: name })}</SubmitButton>
    </ActionForm>
  )
}
