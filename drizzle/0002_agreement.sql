CREATE TABLE "notifications" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"member_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"dedupe" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "readiness_decisions" (
	"workspace_id" integer NOT NULL,
	"sheet_id" bigint NOT NULL,
	"question" text NOT NULL,
	"reason" text NOT NULL,
	"member_id" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "readiness_decisions_workspace_id_sheet_id_question_pk" PRIMARY KEY("workspace_id","sheet_id","question")
);
--> statement-breakpoint
CREATE TABLE "sheet_comments" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sheet_comments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sheet_id" bigint NOT NULL,
	"version_id" bigint NOT NULL,
	"kind" text DEFAULT 'comment' NOT NULL,
	"item_key" text,
	"parent_id" bigint,
	"member_id" bigint NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" bigint,
	CONSTRAINT "sheet_comments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "sheet_owners" (
	"workspace_id" integer NOT NULL,
	"sheet_id" bigint NOT NULL,
	"side" text NOT NULL,
	"member_id" bigint NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sheet_owners_workspace_id_sheet_id_side_pk" PRIMARY KEY("workspace_id","sheet_id","side")
);
--> statement-breakpoint
CREATE TABLE "trial_reviews" (
	"workspace_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "trial_reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version_id" bigint NOT NULL,
	"side" text NOT NULL,
	"member_id" bigint NOT NULL,
	"decision" text NOT NULL,
	"note" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trial_reviews_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "sheet_versions" ADD COLUMN "scheduled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sheet_versions" ADD COLUMN "silent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_decisions" ADD CONSTRAINT "readiness_decisions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_decisions" ADD CONSTRAINT "readiness_decisions_workspace_id_sheet_id_sheets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sheet_id") REFERENCES "public"."sheets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_decisions" ADD CONSTRAINT "readiness_decisions_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_comments" ADD CONSTRAINT "sheet_comments_workspace_id_sheet_id_sheets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sheet_id") REFERENCES "public"."sheets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_comments" ADD CONSTRAINT "sheet_comments_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_comments" ADD CONSTRAINT "sheet_comments_workspace_id_parent_id_sheet_comments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","parent_id") REFERENCES "public"."sheet_comments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_comments" ADD CONSTRAINT "sheet_comments_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_comments" ADD CONSTRAINT "sheet_comments_workspace_id_resolved_by_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","resolved_by") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_owners" ADD CONSTRAINT "sheet_owners_workspace_id_sheet_id_sheets_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sheet_id") REFERENCES "public"."sheets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_owners" ADD CONSTRAINT "sheet_owners_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_reviews" ADD CONSTRAINT "trial_reviews_workspace_id_version_id_sheet_versions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sheet_versions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_reviews" ADD CONSTRAINT "trial_reviews_workspace_id_member_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_newest" ON "notifications" USING btree ("workspace_id","member_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("workspace_id","member_id") WHERE read_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("workspace_id","member_id","dedupe") WHERE dedupe is not null;--> statement-breakpoint
CREATE INDEX "sheet_comments_sheet" ON "sheet_comments" USING btree ("workspace_id","sheet_id","id");--> statement-breakpoint
CREATE INDEX "trial_reviews_version" ON "trial_reviews" USING btree ("workspace_id","version_id","id");--> statement-breakpoint
-- Whoever changes what was signed cancels the time set for it, whichever program does it.
create function sheet_version_unschedule() returns trigger language plpgsql as $$
begin
  if new.hash <> old.hash or new.state <> 'in_review' then
    new.scheduled_at := null;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger sheet_versions_unschedule before update on sheet_versions
  for each row execute function sheet_version_unschedule();
