DROP INDEX "deliveries_due";--> statement-breakpoint
DROP INDEX "deliveries_to_tell";--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "answers_id" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "is_bad_news" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "paces" ADD COLUMN "paused_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "named_server_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "draft" jsonb;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "zone" text;--> statement-breakpoint
CREATE INDEX "batches_settled" ON "batches" USING btree ("created_at") WHERE next_at is null;--> statement-breakpoint
CREATE INDEX "deliveries_text" ON "deliveries" USING btree ("text_id") WHERE text_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("channel","is_bad_news","due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "deliveries_to_tell" ON "deliveries" USING btree ("is_bad_news","due_at") WHERE state = 'queued' and channel <> 'mail';