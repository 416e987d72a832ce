CREATE TABLE "import_pieces" (
	"import_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"items" jsonb NOT NULL,
	CONSTRAINT "import_pieces_import_id_sequence_pk" PRIMARY KEY("import_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "imported_things" (
	"product" text NOT NULL,
	"site" text NOT NULL,
	"kind" text NOT NULL,
	"their_id" text NOT NULL,
	"our_id" text NOT NULL,
	"theirs" text NOT NULL,
	"ours" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "imported_things_product_site_kind_their_id_pk" PRIMARY KEY("product","site","kind","their_id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"product" text NOT NULL,
	"site" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'reading' NOT NULL,
	"done_count" integer DEFAULT 0 NOT NULL,
	"done_of" text DEFAULT '' NOT NULL,
	"problem" text,
	"detail" text DEFAULT '' NOT NULL,
	"left" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"counts" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"transaction_id" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"paths" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delays" (
	"day" text NOT NULL,
	"kind" text NOT NULL,
	"bucket" integer NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "delays_day_kind_bucket_pk" PRIMARY KEY("day","kind","bucket")
);
--> statement-breakpoint
DROP INDEX "posts_words";--> statement-breakpoint
DROP INDEX "reviews_words";--> statement-breakpoint
DROP INDEX "updates_words";--> statement-breakpoint
ALTER TABLE "import_pieces" ADD CONSTRAINT "import_pieces_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_ours" ON "imported_things" USING btree ("our_id");--> statement-breakpoint
CREATE INDEX "imports_order" ON "imports" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "page_changes_transaction_id_index" ON "page_changes" USING btree ("transaction_id");--> statement-breakpoint
-- By hand: the words of each text, which PostgreSQL makes and keeps; no table of db/schema has them: see db/schema/searchable.ts.
ALTER TABLE "posts" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (to_tsvector('english',
  coalesce("title", '') || ' ' || coalesce("summary", '') || ' ' || coalesce("body", '') || ' ' || coalesce("file_text", ''))) STORED;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce("body", ''))) STORED;--> statement-breakpoint
ALTER TABLE "updates" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce("body", ''))) STORED;--> statement-breakpoint
CREATE INDEX "posts_words" ON "posts" USING gin (words);--> statement-breakpoint
CREATE INDEX "reviews_words" ON "reviews" USING gin (words);--> statement-breakpoint
CREATE INDEX "updates_words" ON "updates" USING gin (words);