CREATE TABLE "delays" (
	"day" text NOT NULL,
	"kind" text NOT NULL,
	"bucket" integer NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "delays_day_kind_bucket_pk" PRIMARY KEY("day","kind","bucket")
);
