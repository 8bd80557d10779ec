"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BarList } from "#components/charts/bar-list.tsx";
import { Histogram } from "#components/charts/histogram.tsx";
import { ScoreLine } from "#components/charts/score-line.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Drawer, DrawerContent, DrawerTrigger } from "#components/ui/drawer.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { FileDrop } from "#components/ui/file-drop.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { GroupBadge } from "#components/ui/group-badge.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { SortableHead } from "#components/ui/sortable-head.tsx";
import { Stepper } from "#components/ui/stepper.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { Updating } from "#components/ui/updating.tsx";

const bins = Array.from({ length: 20 }, (_, i) => ({
  from: i * 5,
  to: i * 5 + 5,
  active: Math.round(4000 * Math.exp(-i / 4)) + (i % 3) * 40,
  draft: Math.round(3500 * Math.exp(-i / 5)),
}));
const points = Array.from({ length: 20 }, (_, i) => ({
  at: Date.UTC(2026, 6, 1 + i * 4),
  score: Math.round(20 + 20 * Math.sin(i / 2) + i),
}));

export default function Page() {
  const t = useTranslations("Shell");
  const [seg, setSeg] = useState<"day" | "week">("day");
  const [chip, setChip] = useState<string | undefined>("Hot");
  const [upd, setUpd] = useState(false);
  return (
    <>
      <PageHeader
        title="Primitives check"
        description={t("description")}
        breadcrumbs={[{ label: "Sheets", href: "/sheets" }, { label: "Engagement" }]}
        badges={<Badge tone="success">Active</Badge>}
        actions={
          <>
            <Button variant="primary">Save view</Button>
            <Button>Export</Button>
          </>
        }
      />
      <div className="mb-4 flex flex-wrap gap-2">
        <Button variant="primary">Primary</Button>
        <Button>Secondary</Button>
        <Button variant="ghost">Ghost</Button>
        <Button variant="danger">Danger</Button>
        <Button variant="link">Link</Button>
        <Button pending>Pending</Button>
        <Button disabled>Disabled</Button>
        <Button size="sm">Small</Button>
        <Button
          onClick={() =>
            showToast("success", "Lead claimed", {
              description: "It is in your queue",
              undo: { label: "Undo", run: () => {} },
            })
          }
        >
          Toast
        </Button>
        <Button onClick={() => showToast("error", "Could not claim")}>Error toast</Button>
        <Dialog>
          <DialogTrigger asChild>
            <Button>Dialog</Button>
          </DialogTrigger>
          <DialogContent
            title="Dialog title"
            description="What it is about"
            footer={<Button variant="primary">OK</Button>}
          >
            Content
          </DialogContent>
        </Dialog>
        <Drawer>
          <DrawerTrigger asChild>
            <Button>Drawer</Button>
          </DrawerTrigger>
          <DrawerContent title="Lead">Content</DrawerContent>
        </Drawer>
        <ConfirmDialog
          trigger={<Button>Confirm</Button>}
          title="Delete?"
          description="This cannot be undone"
          confirmText="Delete"
          cancelText="Cancel"
          danger
          onConfirm={() => {}}
        />
      </div>
      <div className="mb-4 flex flex-wrap gap-2">
        <GroupBadge tone="cold">Cold</GroupBadge>
        <GroupBadge tone="warm">Warm</GroupBadge>
        <GroupBadge tone="hot">Hot</GroupBadge>
        <GroupBadge tone="neutral">Not scored</GroupBadge>
        <Badge>Neutral</Badge>
        <Badge tone="accent">Draft</Badge>
        <Badge tone="success">Active</Badge>
        <Badge tone="caution">In review</Badge>
        <Badge tone="danger">Rejected</Badge>
        <FilterChip name="Group" value={chip} onClear={() => setChip(undefined)}>
          <Button onClick={() => setChip("Hot")}>Hot</Button>
        </FilterChip>
        <FilterChip name="Owner">x</FilterChip>
        <SegmentedControl
          label="Per"
          value={seg}
          onValueChange={setSeg}
          options={[
            { value: "day", label: "Day" },
            { value: "week", label: "Week" },
          ]}
        />
      </div>
      <div className="mb-4 grid gap-4 md:grid-cols-2">
        <Card
          title="Form"
          description="Fields wired"
          actions={<Button size="sm">Edit</Button>}
          footer="Footer"
        >
          <div className="flex flex-col gap-3">
            <Field label="Name" hint="As shown to the team" optionalText="optional">
              <Input placeholder="Placeholder" />
            </Field>
            <Field label="E-mail" error="Not an e-mail address">
              <Input type="email" defaultValue="nope" />
            </Field>
            <Field label="Segment">
              <Select
                options={[
                  { value: "a", label: "Companies over 50" },
                  { value: "b", label: "Others" },
                ]}
                placeholder="Choose"
              />
            </Field>
            <Field label="Note">
              <Textarea />
            </Field>
            <Field inline label="Tell me">
              <Checkbox defaultChecked />
            </Field>
            <Field inline label="Partly">
              <Checkbox checked="indeterminate" />
            </Field>
            <Field inline label="Letter keys" hint="Hint">
              <Switch defaultChecked />
            </Field>
            <Field inline label="Off">
              <Switch />
            </Field>
            <SearchInput label="Search leads" placeholder="Search leads" />
          </div>
        </Card>
        <div className="flex flex-col gap-4">
          <Alert title="In review" tone="info">
            Sales has not signed yet.
          </Alert>
          <Alert tone="caution">Any edit clears both signatures.</Alert>
          <Alert tone="danger">Failed.</Alert>
          <Stepper
            label="Import"
            current={1}
            steps={[
              { key: "a", label: "Upload" },
              { key: "b", label: "Match columns" },
              { key: "c", label: "Preview" },
            ]}
          />
          <Progress label="Import" value={0.4} />
          <FileDrop
            label="Drop a CSV file here or choose one"
            hint="Up to 100 MB"
            accept=".csv"
            onFile={(f) => showToast("info", f.name)}
          />
          <CodeBlock
            label="Request"
            copyLabel="Copy request"
            code={
              'curl -u WRITE_KEY: https://example.test/v1/track -d \'{"event":"Signed Up","userId":"u1","properties":{"plan":"pro"}}\''
            }
          />
          <Tabs defaultValue="a">
            <TabsList>
              <TabsTrigger value="a">Timeline</TabsTrigger>
              <TabsTrigger value="b">Attributes</TabsTrigger>
            </TabsList>
            <TabsContent value="a">First</TabsContent>
            <TabsContent value="b">Second</TabsContent>
          </Tabs>
          <SkeletonRegion rows={2} />
        </div>
      </div>
      <Button className="mb-8" onClick={() => setUpd(!upd)}>
        Toggle updating
      </Button>
      <Updating active={upd} className="mb-4">
        <Table label="Leads" updating={upd} containerClassName="max-h-60">
          <TableHeader>
            <TableRow>
              <TableHead>Lead</TableHead>
              <TableHead>Group</TableHead>
              <SortableHead numeric direction="desc" onSort={() => {}}>
                Score
              </SortableHead>
              <TableHead numeric>Events</TableHead>
              <TableHead>Company</TableHead>
              <TableHead>Owner</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {Array.from({ length: 12 }, (_, i) => `lead-${i}`).map((k, i) => (
              <TableRow key={k} selected={i === 2}>
                <TableCell>{k}@example.test</TableCell>
                <TableCell>
                  <GroupBadge tone={i < 4 ? "hot" : i < 8 ? "warm" : "cold"}>
                    {i < 4 ? "Hot" : i < 8 ? "Warm" : "Cold"}
                  </GroupBadge>
                </TableCell>
                <TableCell numeric>{95 - i * 7}</TableCell>
                <TableCell numeric>{(1234 * (i + 1)).toLocaleString("en")}</TableCell>
                <TableCell>Some Company Limited</TableCell>
                <TableCell>Sara Sales</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Updating>
      <Pagination label="Pages of leads" onNext={() => {}}>
        50 leads a page
      </Pagination>
      <div className="mt-6 grid gap-4 lg:grid-cols-2">
        <Card>
          <Histogram
            title="How are scores spread?"
            takeaway="Most leads score below 20."
            n={25310}
            csvName="scores"
            bins={bins}
            thresholds={[
              { at: 10, label: "Warm" },
              { at: 30, label: "Hot" },
            ]}
            labels={{ value: "Score", from: "From", to: "To", active: "Active", draft: "Draft" }}
          />
        </Card>
        <Card>
          <ScoreLine
            title="How did the score move?"
            takeaway="Up 18 in 80 days."
            n={20}
            csvName="score"
            points={points}
            marks={[
              { at: points[5]?.at ?? 0, label: "Version 2" },
              { at: points[7]?.at ?? 0, label: "Version 3" },
            ]}
            levels={[
              { from: 30, label: "Hot" },
              { from: 10, label: "Warm" },
            ]}
            labels={{ at: "When", score: "Score" }}
          />
        </Card>
        <Card>
          <BarList
            title="Which group is largest?"
            takeaway="Cold, by far."
            n={6120}
            csvName="groups"
            bars={[
              { key: "h", label: "Hot", value: 412, tone: "hot", note: "6.7 %" },
              { key: "w", label: "Warm", value: 1208, tone: "warm", note: "19.7 %" },
              { key: "c", label: "Cold", value: 4500, tone: "cold", note: "73.5 %" },
            ]}
            labels={{ name: "Group", value: "Leads", note: "Share" }}
          />
        </Card>
        <EmptyState kind="all-done" title="Queue clear" action={<Button>See them</Button>}>
          4 warm leads are close.
        </EmptyState>
        <ErrorState requestId="01J9ZK3-abc" onRetry={() => {}} />
      </div>
    </>
  );
}
