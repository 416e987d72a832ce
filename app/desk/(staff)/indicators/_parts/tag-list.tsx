import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { switchAll } from '#app/desk/(staff)/indicators/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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
              {staffWords.rich('deskIndicators.tagList.entryCount', {
                total,
                active,
                shown,
                code: () => <code>{`<Indicators tag="${tag}" />`}</code>,
              })}
            </span>
          </p>
          <ActionForm act="switch-indicators" action={switchAll} className="grid gap-2">
            <input type="hidden" name="tag" value={tag} />
            <div className="flex flex-wrap gap-2">
              {active < total ? (
                <Switch to="look">{staffWords('deskIndicators.tagList.lookForAll')}</Switch>
              ) : null}
              {active > 0 ? (
                <Switch to="ignore">{staffWords('deskIndicators.tagList.lookForNone')}</Switch>
              ) : null}
              <Switch to="show">{staffWords('deskIndicators.tagList.makeAllPublic')}</Switch>
              <Switch to="hide">{staffWords('deskIndicators.tagList.makeNonePublic')}</Switch>
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
