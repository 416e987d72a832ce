import { ChoiceField } from '#app/_components/desk/field.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { staffWords } from '#app/desk/staff-words.ts'

const choices = () => [
  { value: '15', word: staffWords('deskIncidents.promiseField.in15Minutes') },
  { value: '30', word: staffWords('deskIncidents.promiseField.in30Minutes') },
  { value: '60', word: staffWords('deskIncidents.promiseField.in1Hour') },
  { value: '120', word: staffWords('deskIncidents.promiseField.in2Hours') },
  { value: 'at', word: staffWords('deskIncidents.promiseField.atATime') },
  { value: 'none', word: staffWords('deskIncidents.promiseField.noPromise') },
]

/** The promise to customers: when they hear next, after some minutes or at a time, whose field shows when it is chosen. */
export function PromiseField() {
  return (
    <div className="promise grid grid-cols-[minmax(0,1fr)] content-start gap-2">
      <TypedZone />
      <ChoiceField
        label={staffWords('deskIncidents.promiseField.nextUpdateBy')}
        name="promise"
        defaultValue="30"
        choices={choices()}
      />
      <div className="promise-at">
        <MomentField
          label={staffWords('deskIncidents.promiseField.at')}
          name="promiseAt"
          at={null}
          isRequired={false}
        />
      </div>
    </div>
  )
}
