CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "api_tokens_name_unique" UNIQUE("name"),
	CONSTRAINT "api_tokens_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "customer_files" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"domain" text PRIMARY KEY NOT NULL,
	"account" text,
	"server_id" text NOT NULL,
	"contacts" text[] DEFAULT '{}' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "domains" (
	"domain" text PRIMARY KEY NOT NULL,
	"server_ids" text[] DEFAULT '{}' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "subscriptions" DROP CONSTRAINT "subscriptions_subscriberId_serverId_groupId_unique";--> statement-breakpoint
ALTER TABLE "subscriptions" DROP CONSTRAINT "subscriptions_one_target";--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "kinds" text[] DEFAULT '{"outage","slowdown","advisory","maintenance","all-clear"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "least_impact" text DEFAULT 'degraded' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "link_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "domain" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "post_id" text;--> statement-breakpoint
ALTER TABLE "customer_files" ADD CONSTRAINT "customer_files_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customers_server_id_index" ON "customers" USING btree ("server_id");--> statement-breakpoint
CREATE INDEX "customers_account_index" ON "customers" USING btree ("account");--> statement-breakpoint
CREATE INDEX "domains_server_ids_index" ON "domains" USING gin ("server_ids");--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subscriptions_domain_index" ON "subscriptions" USING btree ("domain");--> statement-breakpoint
CREATE INDEX "subscriptions_post_id_index" ON "subscriptions" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "subscriptions_all" ON "subscriptions" USING btree ("subscriber_id") WHERE server_id is null and group_id is null and domain is null and post_id is null;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_once" UNIQUE NULLS NOT DISTINCT("subscriber_id","server_id","group_id","domain","post_id");--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_one_target" CHECK (num_nonnulls(server_id, group_id, domain, post_id) <= 1);