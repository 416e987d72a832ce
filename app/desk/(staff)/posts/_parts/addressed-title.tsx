'use client'

import { useState } from 'react'
import { describedByProblems, Problems } from '#app/_components/desk/mendable-field.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'
import { mostSlug, slugFor } from '#lib/rules/posts/slug.ts'

type Props = {
  title: string
  /** null: readers have the address, so it stays. */
  slug: string | null
  now: Date
  problems: { title: readonly string[]; slug: readonly string[] }
}

/** The title of a post and the address that follows from it, until a person writes another one. */
export function AddressedTitle({ title, slug, now, problems }: Props) {
  const { fields } = useDeskWords()
  const { addressHint } = fields
  const [address, setAddress] = useState(slug ?? '')
  const [isFollowing, setFollowing] = useState(slug === '')
  return (
    <>
      <div className="grid gap-1">
        <label htmlFor="title" className="text-sm font-semibold">
          {fields.title}
        </label>
        <input
          id="title"
          name="title"
          type="text"
          defaultValue={title}
          className="field"
          maxLength={advisoryLimits.title}
          onInput={event => isFollowing && setAddress(slugFor(event.currentTarget.value, now))}
          {...describedByProblems('title', problems.title, undefined)}
        />
        <Problems name="title" problems={problems.title} />
      </div>
      {slug === null ? null : (
        <div className="grid gap-1">
          <label htmlFor="slug" className="text-sm font-semibold">
            {fields.address}
          </label>
          <div className="flex items-center gap-1">
            <span className="flex-none whitespace-nowrap text-soft">/posts/</span>
            <input
              id="slug"
              name="slug"
              type="text"
              value={address}
              className="field"
              maxLength={mostSlug}
              autoCapitalize="none"
              spellCheck={false}
              onChange={event => {
                setFollowing(false)
                setAddress(event.currentTarget.value)
              }}
              {...describedByProblems('slug', problems.slug, addressHint)}
            />
          </div>
          <Problems name="slug" problems={problems.slug} />
          <p id="slug-hint" className="text-sm text-soft">
            {addressHint}
          </p>
        </div>
      )}
    </>
  )
}
