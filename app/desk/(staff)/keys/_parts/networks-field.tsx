import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { staffWords } from '#app/desk/staff-words.ts'

/** From where a key may be used. */
export function NetworksField({ networks }: { networks: readonly string[] }) {
  return (
    <OptionalField
      label={staffWords('deskKeys.networksField.onlyFromTheseAddresses')}
      name="networks"
      maxLength={4000}
      defaultValue={networks.join(' ')}
      hint={staffWords('deskKeys.networksField.addressesOrNetworksSuch')}
    />
  )
}
