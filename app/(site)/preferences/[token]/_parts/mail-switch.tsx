import { readerWords } from '#app/_components/site/reader-words.ts'
import { DestinationForm } from './destination-form.tsx'

type Props = { token: string; isOff: boolean; hasOther: boolean }

/** Mail, which is on unless another way is there and the reader chose that alone. */
export function MailSwitch({ token, isOff, hasOther }: Props) {
  const words = readerWords()
  return (
    <li className="card grid gap-2">
      <p className="font-semibold">{words('destinations.mail.name')}</p>
      <p className="text-sm">{words(isOff ? 'destinations.mail.off' : 'destinations.mail.works')}</p>
      {hasOther ? (
        <DestinationForm
          action="mail"
          token={token}
          button={words(isOff ? 'destinations.mail.start' : 'destinations.mail.stop')}
          isSide
        >
          <input type="hidden" name="mail" value={isOff ? 'on' : 'off'} />
        </DestinationForm>
      ) : null}
    </li>
  )
}
