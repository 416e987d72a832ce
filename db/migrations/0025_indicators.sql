CREATE TABLE "indicators" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"value" text NOT NULL,
	"tag" text,
	"note" text,
	"reference" text,
	"is_public" boolean DEFAULT false NOT NULL,
	"is_active" boolean DEFAULT false NOT NULL,
	"changed_in" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "indicators_sign" UNIQUE("type","value")
);
--> statement-breakpoint
CREATE TABLE "measures" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"why" text,
	"done_by" text,
	"is_everywhere" boolean DEFAULT false NOT NULL,
	"server_ids" text[] DEFAULT '{}' NOT NULL,
	"group_ids" text[] DEFAULT '{}' NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	"post_id" text,
	"is_public" boolean DEFAULT false NOT NULL,
	"person_id" text,
	"source_id" text,
	"source_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "measures_of_source" UNIQUE("source_id","source_key")
);
--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "source_id" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "source_key" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "measure" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "may_begin_work" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "indicators_tag" ON "indicators" USING btree ("tag");--> statement-breakpoint
CREATE INDEX "measures_of_post" ON "measures" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "measures_order" ON "measures" USING btree ("since");--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_of_source" UNIQUE("source_id","source_key");