CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "letter_texts" (
	"id" text PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"headers" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paces" (
	"provider" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "id" SET DEFAULT replace(gen_random_uuid()::text, '-', '');--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "due_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "tried_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "batch_id" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "letter_id" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "text_id" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "answers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "planned_up_to" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "planned_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "held_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "held_for" integer;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "dropped_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "batches_open" ON "batches" USING btree ("channel","next_at") WHERE next_at is not null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_text_id_letter_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."letter_texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_address_tried_at_index" ON "deliveries" USING btree ("address","tried_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("channel","due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "deliveries_refused" ON "deliveries" USING btree ("created_at") WHERE state = 'refused';--> statement-breakpoint
CREATE INDEX "deliveries_batch_id_index" ON "deliveries" USING btree ("batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "notices_unplanned" ON "notices" USING btree ("created_at") WHERE planned_at is null;