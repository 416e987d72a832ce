import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { ContainmentFact } from '#lib/rules/containment/containment.ts'
import type { LiveFacts } from '#lib/rules/posts/live-text.ts'
import { containedText, placeOfFact } from '#lib/words/containment/live-text.ts'

type Props = { facts: readonly ContainmentFact[]; live: LiveFacts }

/** What was done against an attack, each thing in a sentence: what goes on, then what is over. */
export function ContainmentList({ facts, live }: Props) {
  const words = readerWords()
  if (facts.length === 0) return <p className="my-4 text-soft">{words('containment.notContained')}</p>
  return (
    <section aria-label={words('containment.containment')} className="my-6 max-w-[72ch]">
      <ul className="m-0 grid list-none gap-2 p-0">
        {facts.map(fact => (
          <li
            key={`${fact.kind} ${fact.text} ${fact.since.toISOString()}`}
            className="grid grid-cols-[1.5rem_minmax(0,1fr)] rounded-lg border border-line bg-card px-4 py-2"
          >
            <span aria-hidden="true" className={fact.until ? 'text-soft' : 'text-ok'}>
              {fact.until ? '○' : '●'}
            </span>
            <span className={`wrap-anywhere ${fact.until ? 'text-soft' : ''}`}>
              <Contained fact={fact} live={live} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Contained({ fact, live }: { fact: ContainmentFact; live: LiveFacts }) {
  const words = readerWords()
  const facts = { ...placeOfFact(fact, live, true), text: containedText(fact) }
  const since = () => <Moment at={fact.since} now={live.now} />
  const { until } = fact
  if (!until) return words.rich('containment.contained', { ...facts, since })
  return words.rich('containment.wasContained', {
    ...facts,
    since,
    until: () => <Moment at={until} now={live.now} />,
  })
}
