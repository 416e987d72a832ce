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
            {staffWords('deskServers.planReport.notReadAsNothing', { unread: plan.unread.join(', ') })}
          </p>
        ) : null}
        <p>
          {isWhole ? (
            <a href={`/desk/servers/import?list=${listId}`}>
              {staffWords('deskServers.planReport.keepOthers')}
            </a>
          ) : (
            <a href={`/desk/servers/import?list=${listId}&whole=yes`}>
              {staffWords('deskServers.planReport.theseAreAllServers')}
            </a>
          )}
        </p>
        {plan.problemCount === 0 && effects > 0 ? (
          <ActionForm act="change-servers" action={applyList} className="grid gap-3">
            <input type="hidden" name="listId" value={listId} />
            <input type="hidden" name="whole" value={isWhole ? 'yes' : ''} />
            <input type="hidden" name="digest" value={plan.digest} />
            <SubmitButton>
              {plan.retired.length > 0
                ? staffWords('deskServers.planReport.applyAndRetireRetired', { retired: plan.retired.length })
                : staffWords('deskServers.planReport.apply')}
            </SubmitButton>
          </ActionForm>
        ) : null}
      </Card>
      <Effects plan={plan} />
    </>
  )
}

function sentence({ added, changed, unchanged, retired, problemCount, newGroups }: PlannedChange): string {
  if (problemCount > 0) return staffWords('deskServers.planReport.problemCount', { problemCount })
  const count = (aspect: ServerAspect) => changed.filter(change => kindOf(change) === aspect).length
  const parts = [
    staffWords('deskServers.planReport.newCount', { count: added.length }),
    staffWords('deskServers.planReport.changedCount', { count: count('label') }),
    staffWords('deskServers.planReport.movedCount', { count: count('group') }),
    staffWords('deskServers.planReport.retiredCount', { count: retired.length }),
    ...(count('hostname') > 0
      ? [staffWords('deskServers.planReport.calledOtherwiseCount', { count: count('hostname') })]
      : []),
    ...(count('service') > 0
      ? [staffWords('deskServers.planReport.broughtBackCount', { count: count('service') })]
      : []),
    ...(newGroups.length > 0
      ? [staffWords('deskServers.planReport.newGroupCount', { newGroups: newGroups.length })]
      : []),
    staffWords('deskServers.planReport.unchangedCount', { unchanged }),
  ]
  return `${parts.join(', ')}.`
}

function Problems({ plan: { problems, problemCount } }: { plan: PlannedChange }) {
  if (problems.length === 0) return null
  return (
    <ul className="list-disc pl-5">
      {problems.map(problem => (
        <li key={`${problem.at} ${problem.is}`} className="wrap-anywhere">
          {staffWords('deskServers.planReport.lineProblem', {
            at: problem.at,
            field: problem.field ?? '',
            hasField: problem.field ? 'yes' : 'no',
            serverProblem: serverProblemText(staffWords, problem),
          })}
        </li>
      ))}
      {problemCount > problems.length ? (
        <li>
          {staffWords('deskServers.planReport.andMoreProblems', {
            problemCount: problemCount - problems.length,
          })}
        </li>
      ) : null}
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
      <Names
        title={staffWords('deskServers.planReport.new')}
        names={plan.added.map(
          each => `${each.hostname} → ${each.group ?? staffWords('deskServers.planReport.noGroup')}`,
        )}
      />
      <Names
        title={staffWords('deskServers.planReport.moved')}
        names={ofKind('group').map(
          each =>
            `${each.after.hostname}: ${each.groupBefore ?? staffWords('deskServers.planReport.noGroup')} → ${each.after.group ?? staffWords('deskServers.planReport.noGroup')}`,
        )}
      />
      <Names
        title={staffWords('deskServers.planReport.calledOtherwise')}
        names={ofKind('hostname').map(each => `${each.before.hostname} → ${each.after.hostname}`)}
      />
      <Names
        title={staffWords('deskServers.planReport.changed')}
        names={ofKind('label').map(each => `${each.after.hostname}: ${each.what.join(', ')}`)}
      />
      <Names
        title={staffWords('deskServers.planReport.broughtBack')}
        names={ofKind('service').map(each => each.after.hostname)}
      />
      <Names
        title={staffWords('deskServers.planReport.retired')}
        names={plan.retired.map(each => each.hostname)}
      />
      <Names
        title={staffWords('deskServers.planReport.notRetiredForSomething')}
        names={plan.kept.map(({ server, hold }) => `${server.hostname}: ${hold.title}`)}
      />
      <Names title={staffWords('deskServers.planReport.newGroups')} names={plan.newGroups} />
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
        {names.length > mostNamed ? (
          <li className="text-soft">
            {staffWords('deskServers.planReport.andMoreNames', { names: names.length - mostNamed })}
          </li>
        ) : null}
      </ul>
    </Part>
  )
}
