import { ChoiceField } from '#app/_components/desk/field.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'

const choices = [
  { value: '15', word: 'in 15 minutes' },
  { value: '30', word: 'in 30 minutes' },
  { value: '60', word: 'in 1 hour' },
  { value: '120', word: 'in 2 hours' },
  { value: 'at', word: 'at a time …' },
  { value: 'none', word: 'no promise' },
]

/** The promise to customers: when they hear next, after some minutes or at a time, whose field shows when it is chosen. */
export function PromiseField() {
  return (
    <div className="promise grid grid-cols-[minmax(0,1fr)] content-start gap-2">
      <TypedZone />
      <ChoiceField label="Next update by" name="promise" defaultValue="30" choices={choices} />
      <div className="promise-at">
        <MomentField label="At" name="promiseAt" at={null} isRequired={false} />
      </div>
    </div>
  )
}
