ALTER TABLE "paces" ADD COLUMN "paused_until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "batches_settled" ON "batches" USING btree ("created_at") WHERE next_at is null;--> statement-breakpoint
CREATE INDEX "deliveries_text" ON "deliveries" USING btree ("text_id") WHERE text_id is not null;