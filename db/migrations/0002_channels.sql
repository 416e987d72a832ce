ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_noticeId_channel_address_unique";--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "telling" jsonb;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "destination_id" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_destination_id_destinations_id_fk" FOREIGN KEY ("destination_id") REFERENCES "public"."destinations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_to_tell" ON "deliveries" USING btree ("due_at") WHERE state = 'queued' and channel <> 'mail';--> statement-breakpoint
CREATE INDEX "deliveries_untold" ON "deliveries" USING btree ("destination_id") WHERE state in ('queued', 'sending') and channel <> 'mail';--> statement-breakpoint
CREATE INDEX "deliveries_destination" ON "deliveries" USING btree ("destination_id") WHERE destination_id is not null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_noticeId_subscriberId_channel_address_unique" UNIQUE NULLS NOT DISTINCT("notice_id","subscriber_id","channel","address");