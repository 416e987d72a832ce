CREATE TABLE "advance_mails" (
	"post_id" text NOT NULL,
	"subscriber_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "advance_mails_post_id_subscriber_id_pk" PRIMARY KEY("post_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "post_progress" (
	"post_id" text NOT NULL,
	"server_id" text NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	CONSTRAINT "post_progress_post_id_server_id_pk" PRIMARY KEY("post_id","server_id")
);
--> statement-breakpoint
CREATE TABLE "me_toos" (
	"id" text PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"server_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"browser_hash" text,
	"address_hash" text,
	CONSTRAINT "me_toos_once" UNIQUE("post_id","server_id","browser_hash")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" text NOT NULL,
	"person_id" text NOT NULL,
	"origin" text NOT NULL,
	"proof" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscriber_files" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "clarifies" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "comments_closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "pinned_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "publish_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "publish_plan" jsonb;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "advance_token" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "progress_word" text;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "invited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "advance_mails" ADD CONSTRAINT "advance_mails_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advance_mails" ADD CONSTRAINT "advance_mails_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_progress" ADD CONSTRAINT "post_progress_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_progress" ADD CONSTRAINT "post_progress_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "me_toos" ADD CONSTRAINT "me_toos_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "me_toos" ADD CONSTRAINT "me_toos_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriber_files" ADD CONSTRAINT "subscriber_files_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "advance_mails_subscriber_id_index" ON "advance_mails" USING btree ("subscriber_id");--> statement-breakpoint
CREATE INDEX "me_toos_post_id_server_id_address_hash_index" ON "me_toos" USING btree ("post_id","server_id","address_hash");--> statement-breakpoint
CREATE INDEX "me_toos_hashed" ON "me_toos" USING btree ("created_at") WHERE browser_hash is not null;--> statement-breakpoint
CREATE INDEX "consents_subscriber_id_index" ON "consents" USING btree ("subscriber_id");--> statement-breakpoint
CREATE INDEX "comments_email" ON "comments" USING btree ("email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "comments_waiting" ON "comments" USING btree ("created_at") WHERE state = 'published' and not is_staff and settled_at is null;--> statement-breakpoint
CREATE INDEX "posts_to_publish" ON "posts" USING btree ("publish_at") WHERE publish_at is not null;--> statement-breakpoint
CREATE INDEX "posts_pinned" ON "posts" USING btree ("pinned_until") WHERE pinned_until is not null;--> statement-breakpoint
CREATE INDEX "subscribers_invited" ON "subscribers" USING btree ("invited_at") WHERE invited_at is not null;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_advance_token_unique" UNIQUE("advance_token");--> statement-breakpoint
-- Comments of before wait for nobody any more: staff learn which do from now on.
UPDATE "comments" SET "settled_at" = now() WHERE NOT "is_staff" AND "created_at" < now() - interval '30 days';
