CREATE TABLE "brand_groups" (
	"brand_id" text NOT NULL,
	"group_id" text NOT NULL,
	CONSTRAINT "brand_groups_brand_id_group_id_pk" PRIMARY KEY("brand_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "brand_servers" (
	"brand_id" text NOT NULL,
	"server_id" text NOT NULL,
	"name" text,
	CONSTRAINT "brand_servers_brand_id_server_id_pk" PRIMARY KEY("brand_id","server_id"),
	CONSTRAINT "brand_servers_names" UNIQUE("brand_id","name")
);
--> statement-breakpoint
CREATE TABLE "brands" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"site" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "brands_host_unique" UNIQUE("host")
);
--> statement-breakpoint
ALTER TABLE "subscribers" DROP CONSTRAINT "subscribers_email_unique";--> statement-breakpoint
ALTER TABLE "subscribers" ADD COLUMN "brand_id" text;--> statement-breakpoint
ALTER TABLE "brand_groups" ADD CONSTRAINT "brand_groups_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_groups" ADD CONSTRAINT "brand_groups_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_servers" ADD CONSTRAINT "brand_servers_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_servers" ADD CONSTRAINT "brand_servers_server_id_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."servers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "brand_groups_group_id_index" ON "brand_groups" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "brand_servers_server_id_index" ON "brand_servers" USING btree ("server_id");--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_brand_id_brands_id_fk" FOREIGN KEY ("brand_id") REFERENCES "public"."brands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subscribers_brand_id_index" ON "subscribers" USING btree ("brand_id");--> statement-breakpoint
ALTER TABLE "subscribers" ADD CONSTRAINT "subscribers_once" UNIQUE NULLS NOT DISTINCT("email","brand_id");