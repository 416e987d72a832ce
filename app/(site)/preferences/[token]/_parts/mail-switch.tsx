import { DestinationForm } from './destination-form.tsx'

type Props = { token: string; isOff: boolean; hasOther: boolean }

/** Mail, which is on unless another way is there and the reader wants that alone. */
export function MailSwitch({ token, isOff, hasOther }: Props) {
  return (
    <li className="card grid gap-2">
      <p className="font-semibold">Mail</p>
      <p className="text-sm">
        {isOff ? 'Off. It is on again by itself should nothing else reach you.' : 'Works.'}
      </p>
      {hasOther ? (
        <DestinationForm
          action="mail"
          token={token}
          button={isOff ? 'Mail me again' : 'Stop mailing me'}
          isSide
        >
          <input type="hidden" name="mail" value={isOff ? 'on' : 'off'} />
        </DestinationForm>
      ) : null}
    </li>
  )
}
