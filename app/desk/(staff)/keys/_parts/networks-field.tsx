import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'

/** From where a key may be used. */
export function NetworksField({ networks }: { networks: readonly string[] }) {
  return (
    <OptionalField
      label="Only from these addresses"
      name="networks"
      maxLength={4000}
      defaultValue={networks.join(' ')}
      hint="Addresses or networks, such as 203.0.113.0/24, with blanks between. Empty: from anywhere."
    />
  )
}
