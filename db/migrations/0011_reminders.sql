CREATE TABLE "reminder_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"destination_id" text,
	"reminder_ids" text[] NOT NULL,
	"instead_of_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"says" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "reminder_messages_insteadOfId_unique" UNIQUE("instead_of_id")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"occasion" text NOT NULL,
	"step" integer NOT NULL,
	"staff_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reminders_once" UNIQUE("subject_id","kind","occasion","step")
);
--> statement-breakpoint
CREATE TABLE "staff_settings" (
	"staff_id" text PRIMARY KEY NOT NULL,
	"position" integer,
	"zone" text,
	"quiet_from" text,
	"quiet_to" text,
	"mail_off_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"post_id" text PRIMARY KEY NOT NULL,
	"draft" text,
	"body" text,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"edited_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"announced_at" timestamp with time zone,
	"is_waived" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "destinations" ALTER COLUMN "subscriber_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "kept_open_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "person_id" text;--> statement-breakpoint
ALTER TABLE "reminder_messages" ADD CONSTRAINT "reminder_messages_staff_id_people_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_messages" ADD CONSTRAINT "reminder_messages_destination_id_destinations_id_fk" FOREIGN KEY ("destination_id") REFERENCES "public"."destinations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_staff_id_people_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_settings" ADD CONSTRAINT "staff_settings_staff_id_people_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminder_messages_staff_id_created_at_index" ON "reminder_messages" USING btree ("staff_id","created_at");--> statement-breakpoint
CREATE INDEX "reminder_messages_reminder_ids_index" ON "reminder_messages" USING gin ("reminder_ids");--> statement-breakpoint
ALTER TABLE "destinations" ADD CONSTRAINT "destinations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "destinations" ADD CONSTRAINT "destinations_staff" UNIQUE("person_id","channel","address");--> statement-breakpoint
ALTER TABLE "destinations" ADD CONSTRAINT "destinations_one_owner" CHECK (num_nonnulls(subscriber_id, person_id) = 1);--> statement-breakpoint
-- What was proposed before staff could hear that it ends by itself waits its time from now on.
UPDATE "posts" SET "resolution_proposed_at" = now() WHERE "resolution_proposed_at" IS NOT NULL AND "resolved_at" IS NULL;
