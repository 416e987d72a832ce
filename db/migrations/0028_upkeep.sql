DROP INDEX "posts_words";--> statement-breakpoint
DROP INDEX "reviews_words";--> statement-breakpoint
DROP INDEX "updates_words";--> statement-breakpoint
-- By hand: the words of each text, which PostgreSQL makes and keeps; no table of db/schema has them: see db/schema/searchable.ts.
ALTER TABLE "posts" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (to_tsvector('english',
  coalesce("title", '') || ' ' || coalesce("summary", '') || ' ' || coalesce("body", '') || ' ' || coalesce("file_text", ''))) STORED;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce("body", ''))) STORED;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce("body", ''))) STORED;--> statement-breakpoint
CREATE INDEX "posts_words" ON "posts" USING gin (words);--> statement-breakpoint
CREATE INDEX "reviews_words" ON "reviews" USING gin (words);--> statement-breakpoint
CREATE INDEX "updates_words" ON "updates" USING gin (words);