CREATE TABLE "destinations" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"config" jsonb NOT NULL,
	"label" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"verified_at" timestamp with time zone,
	"failed_at" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"error" text,
	"quarantined_at" timestamp with time zone,
	"code_hash" text,
	"code_expires_at" timestamp with time zone,
	"code_tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "destinations_subscriberId_channel_address_unique" UNIQUE("subscriber_id","channel","address")
);
--> statement-breakpoint
CREATE TABLE "trials" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" text NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "mail_off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD CONSTRAINT "destinations_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "destinations_purgeable" ON "destinations" USING btree ("created_at") WHERE state <> 'active';--> statement-breakpoint
CREATE INDEX "trials_created_at_index" ON "trials" USING btree ("created_at");