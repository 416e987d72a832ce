import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { switchAll } from '#app/desk/(staff)/indicators/actions.ts'
import type { SignPage } from '#db/reads/indicators/indicators.ts'

/** The tags, each with what of it counts and the switches of all of it. */
export function TagList({ tags }: { tags: SignPage['tags'] }) {
  return (
    <ul className="rows">
      {tags.map(({ tag, total, active, shown }) => (
        <li key={tag} className="grid grid-cols-[minmax(0,1fr)] gap-2 py-3">
          <p className="wrap-anywhere">
            <strong>{tag}</strong>{' '}
            <span className="text-soft">
              {total} {total === 1 ? 'entry' : 'entries'}, {active} looked for, {shown} shown by{' '}
              <code>{`<Indicators tag="${tag}" />`}</code>
            </span>
          </p>
          <ActionForm act="switch-indicators" action={switchAll} className="grid gap-2">
            <input type="hidden" name="tag" value={tag} />
            <div className="flex flex-wrap gap-2">
              {active < total ? <Switch to="look">Look for all</Switch> : null}
              {active > 0 ? <Switch to="ignore">Look for none</Switch> : null}
              <Switch to="show">Make all public</Switch>
              <Switch to="hide">Make none public</Switch>
            </div>
          </ActionForm>
        </li>
      ))}
    </ul>
  )
}

function Switch({ to, children }: { to: string; children: string }) {
  return (
    <SubmitButton look="side" choice={{ name: 'to', value: to }}>
      {children}
    </SubmitButton>
  )
}
