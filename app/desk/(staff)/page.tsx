import type { Metadata } from 'next'
import { isUntaken } from '#app/_components/desk/acknowledge.tsx'
import { AffectedServers } from '#app/_components/desk/affected-servers.tsx'
import { AlertList } from '#app/_components/desk/alert-list.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { GuessCard } from '#app/_components/desk/guess-card.tsx'
import { ApproveForm, DismissForm, ResolveForm } from '#app/_components/desk/incident-forms.tsx'
import { IncidentLine } from '#app/_components/desk/incident-line.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { CountermeasurePart } from '#app/desk/(staff)/maintenance/_parts/countermeasure-form.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Question } from '#db/reads/alerts/questions.ts'
import type { DeskAlert, DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { waitingSentence } from '#lib/words/desk.ts'
import { KeepFresh } from './_parts/keep-fresh.tsx'
import { ProcessWarnings } from './_parts/process-warnings.tsx'
import { QuestionRow } from './_parts/question-row.tsx'
import { countedDays, readNow } from './_parts/read-now.ts'
import { answerStillTrue, approve, dismiss, dismissGuess, publishGuess, resolve, takeOn } from './actions.ts'

export const metadata: Metadata = { title: 'Now' }

export default async function DeskPage() {
  const { db } = await requireStaff()
  const now = new Date()
  const { open, held, guesses, questions, withheld, proposed, unmatched, failed, alerts } = await readNow(
    db,
    new Date(),
  )
  const alertsOf = ({ id }: DeskIncident) => alerts.filter(alert => alert.postId === id)
  return (
    <>
      <KeepFresh />
      <Headline>
        {waitingSentence(
          staffWords,
          {
            untaken: open.filter(isUntaken).length,
            held: held.length,
            guesses: guesses.length,
            questions: questions.length,
            withheld: withheld.length,
            proposed: proposed.length,
          },
          open.length,
        )}
      </Headline>
      <ProcessWarnings />
      {held.length > 0 ? (
        <Part title="Held: customers see nothing of this until you approve it">
          {held.map(incident => (
            <Held key={incident.id} incident={incident} alerts={alertsOf(incident)} />
          ))}
        </Part>
      ) : null}
      {guesses.length > 0 ? (
        <Part title="Guesses: customers see nothing of them until you publish">
          {guesses.map(incident => (
            <GuessCard
              key={incident.id}
              incident={incident}
              alerts={alertsOf(incident)}
              publish={publishGuess}
              dismiss={dismissGuess}
            />
          ))}
        </Part>
      ) : null}
      {withheld.length > 0 ? <Withheld posts={withheld} /> : null}
      {questions.length > 0 ? <Questions questions={questions} /> : null}
      {proposed.length > 0 ? (
        <Part title="Clear again: say that it is over">
          {proposed.map(incident => (
            <Proposed key={incident.id} incident={incident} />
          ))}
        </Part>
      ) : null}
      <Part title="Open incidents">
        {open.length === 0 ? <p className="text-soft">None.</p> : null}
        {open.map(incident => (
          <IncidentLine key={incident.id} incident={incident} now={now} takeOn={takeOn} />
        ))}
      </Part>
      <CountermeasurePart open={open} />
      <Part title={`The last ${countedDays} days`}>
        <ul className="grid gap-2">
          <li>
            <a href="/desk/unmatched">Names without a server: {unmatched.length}</a>{' '}
            <span className="text-soft">(alerts came under them within 30 days)</span>
          </li>
          <li>
            <a href="/desk/deliveries?state=refused">Failed deliveries: {failed}</a>{' '}
            <span className="text-soft">(refused, or tried again later)</span>
          </li>
        </ul>
      </Part>
    </>
  )
}

function Held({ incident, alerts }: { incident: DeskIncident; alerts: DeskAlert[] }) {
  return (
    <Card>
      <h3 className="text-lg font-semibold">
        <a href={`/desk/posts/${incident.id}`}>{incident.title}</a>
      </h3>
      <AffectedServers servers={incident.servers} />
      <AlertList alerts={alerts} />
      <ApproveForm incident={incident} action={approve} />
      <DismissForm incident={incident} action={dismiss} />
    </Card>
  )
}

function Proposed({ incident }: { incident: DeskIncident }) {
  return (
    <Card>
      <h3 className="text-lg font-semibold">
        <a href={`/desk/posts/${incident.id}`}>{incident.title}</a>
      </h3>
      {incident.resolutionProposedAt ? (
        <p className="text-soft">
          All its servers are clear, seen at <LocalTime at={incident.resolutionProposedAt} />. A person wrote
          on it, so a person ends it.
        </p>
      ) : null}
      <ResolveForm incident={incident} action={resolve} />
    </Card>
  )
}

/** A row for each would be a page for a source that fell silent with all it had. */
const questionsShown = 20

function Questions({ questions }: { questions: readonly Question[] }) {
  const rest = questions.length - questionsShown
  return (
    <Part title="Still true? Nothing was heard of these for too long">
      {questions.slice(0, questionsShown).map(question => (
        <QuestionRow key={question.alertId} question={question} action={answerStillTrue} />
      ))}
      {rest > 0 ? <p className="text-soft">And {rest} more, which follow when these are answered.</p> : null}
    </Part>
  )
}

/** What customers are not told before staff let it go. */
function Withheld({ posts }: { posts: readonly { id: string; title: string; href: string; why: string }[] }) {
  return (
    <Part title="Withheld: customers are not told until you let it go">
      <ul className="grid gap-2">
        {posts.map(post => (
          <li key={post.id} className="wrap-anywhere">
            <a href={post.href}>{post.title}</a> <span className="text-soft">({post.why})</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
