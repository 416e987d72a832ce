DROP INDEX "deliveries_due";--> statement-breakpoint
DROP INDEX "deliveries_to_tell";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "is_bad_news" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("channel","is_bad_news","due_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "deliveries_to_tell" ON "deliveries" USING btree ("is_bad_news","due_at") WHERE state = 'queued' and channel <> 'mail';