import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { applyList } from '#app/desk/(staff)/servers/import-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { PlannedChange } from '#lib/flows/servers/plan-change.ts'
import type { ChangedServer, ServerAspect } from '#lib/rules/servers/server-plan.ts'
import { serverProblemText } from '#lib/words/server-lists.ts'

type Props = { listId: string; isWhole: boolean; plan: PlannedChange }

/** What a list would do, by kind of change, with what is wrong in it, and the button that does it. */
export function PlanReport({ listId, isWhole, plan }: Props) {
  const effects = plan.added.length + plan.changed.length + plan.retired.length
  return (
    <>
      <Card tone={plan.problemCount > 0 ? 'slow' : 'plain'}>
        <p>{sentence(plan)}</p>
        <Problems plan={plan} />
        {plan.unread.length > 0 ? (
          <p className="text-sm text-soft">
            Not read, as nothing is known by these columns: {plan.unread.join(', ')}.
          </p>
        ) : null}
        <p>
          {isWhole ? (
            <a href={`/desk/servers/import?list=${listId}`}>Keep servers that are not in the list</a>
          ) : (
            <a href={`/desk/servers/import?list=${listId}&whole=yes`}>
              These are all servers: retire those that are not in the list
            </a>
          )}
        </p>
        {plan.problemCount === 0 && effects > 0 ? (
          <ActionForm act="change-servers" action={applyList} className="grid gap-3">
            <input type="hidden" name="listId" value={listId} />
            <input type="hidden" name="whole" value={isWhole ? 'yes' : ''} />
            <input type="hidden" name="digest" value={plan.digest} />
            <SubmitButton>
              {plan.retired.length > 0 ? `Apply, and retire ${plan.retired.length}` : 'Apply'}
            </SubmitButton>
          </ActionForm>
        ) : null}
      </Card>
      <Effects plan={plan} />
    </>
  )
}

function sentence({ added, changed, unchanged, retired, problemCount, newGroups }: PlannedChange): string {
  if (problemCount > 0)
    return `${problemCount === 1 ? 'One thing is' : `${problemCount} things are`} wrong, so nothing of it can be applied: half a list could leave a name that two servers have.`
  const count = (aspect: ServerAspect) => changed.filter(change => kindOf(change) === aspect).length
  const parts = [
    `${added.length} new`,
    `${count('label')} changed`,
    `${count('group')} moved`,
    `${retired.length} retired`,
    ...(count('hostname') > 0 ? [`${count('hostname')} called otherwise`] : []),
    ...(count('service') > 0 ? [`${count('service')} brought back`] : []),
    ...(newGroups.length > 0
      ? [newGroups.length === 1 ? 'one new group' : `${newGroups.length} new groups`]
      : []),
    `${unchanged} as they are`,
  ]
  return `${parts.join(', ')}.`
}

function Problems({ plan: { problems, problemCount } }: { plan: PlannedChange }) {
  if (problems.length === 0) return null
  return (
    <ul className="list-disc pl-5">
      {problems.map(problem => (
        <li key={`${problem.at} ${problem.is}`} className="wrap-anywhere">
          Line {problem.at}
          {problem.field ? `, ${problem.field}` : ''}: {serverProblemText(staffWords, problem)}
        </li>
      ))}
      {problemCount > problems.length ? <li>and {problemCount - problems.length} more</li> : null}
    </ul>
  )
}

/** The kind under which a change is listed; label stands for all that changes nothing of its place or its name. */
function kindOf({ what }: ChangedServer): 'service' | 'hostname' | 'group' | 'label' {
  return (['service', 'hostname', 'group'] as const).find(aspect => what.includes(aspect)) ?? 'label'
}

function Effects({ plan }: { plan: PlannedChange }) {
  const ofKind = (kind: ServerAspect) => plan.changed.filter(change => kindOf(change) === kind)
  return (
    <div className="grid items-start gap-x-8 lg:grid-cols-2">
      <Names title="New" names={plan.added.map(each => `${each.hostname} → ${each.group ?? 'no group'}`)} />
      <Names
        title="Moved"
        names={ofKind('group').map(
          each =>
            `${each.after.hostname}: ${each.groupBefore ?? 'no group'} → ${each.after.group ?? 'no group'}`,
        )}
      />
      <Names
        title="Called otherwise"
        names={ofKind('hostname').map(each => `${each.before.hostname} → ${each.after.hostname}`)}
      />
      <Names
        title="Changed"
        names={ofKind('label').map(each => `${each.after.hostname}: ${each.what.join(', ')}`)}
      />
      <Names title="Brought back" names={ofKind('service').map(each => each.after.hostname)} />
      <Names title="Retired" names={plan.retired.map(each => each.hostname)} />
      <Names
        title="Not retired, for something on them is not over"
        names={plan.kept.map(({ server, hold }) => `${server.hostname}: ${hold.title}`)}
      />
      <Names title="New groups" names={plan.newGroups} />
    </div>
  )
}

const mostNamed = 40

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <Part title={`${title}: ${names.length}`}>
      <ul className="text-sm">
        {names.slice(0, mostNamed).map(name => (
          <li key={name} className="wrap-anywhere">
            {name}
          </li>
        ))}
        {names.length > mostNamed ? <li className="text-soft">and {names.length - mostNamed} more</li> : null}
      </ul>
    </Part>
  )
}
