CREATE TABLE "sheet_suggestions" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sheet_suggestions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sheet_id" bigint NOT NULL,
	"version_id" bigint NOT NULL,
	"request_id" uuid NOT NULL,
	"member_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"changes" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" bigint,
	"note" text,
	CONSTRAINT "sheet_suggestions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "sheet_edits" ADD COLUMN "suggestion_id" bigint;--> statement-breakpoint
ALTER TABLE "sheet_suggestions" ADD CONSTRAINT "sheet_suggestions_workspace_id_sheet_id_sheets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sheet_id") REFERENCES "public"."sheets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_suggestions" ADD CONSTRAINT "sheet_suggestions_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_suggestions" ADD CONSTRAINT "sheet_suggestions_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_suggestions" ADD CONSTRAINT "sheet_suggestions_workspace_id_decided_by_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_suggestions_once" ON "sheet_suggestions" USING btree ("workspace_id","sheet_id","request_id");--> statement-breakpoint
CREATE INDEX "sheet_suggestions_newest" ON "sheet_suggestions" USING btree ("workspace_id","sheet_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "sheet_suggestions_version" ON "sheet_suggestions" USING btree ("workspace_id","version_id");--> statement-breakpoint
CREATE INDEX "scores_label" ON "scores" USING btree ("workspace_id","sheet_id","label","total" DESC NULLS FIRST,"lead_id" DESC NULLS FIRST) WHERE label is not null;