import type { useTranslations } from "next-intl";
import type { Category, Dimension, Exclusion, Group, Rule, SheetContent } from "../scoring/schema.ts";
import { actionLine, leaveText } from "./action-sentences.ts";
import {
  diffSheets,
  type FieldChange,
  type ItemChange,
  type Items,
  LISTS,
  type ListName,
  type Move,
} from "./diff.ts";
import { boundsText, conditionText, groupText, ruleLines, type Sentences } from "./sentences.ts";

/** Texts of one language, from the messages' `SheetDiff` and `Sentences`. */
export type DiffTexts = { diff: ReturnType<typeof useTranslations<"SheetDiff">>; sentences: Sentences };

/** `-` was, `+` is, `>` stands elsewhere. */
export type DiffLine = { sign: "+" | "-" | ">"; text: string };
export type DiffMark = "added" | "removed" | "changed" | "moved";
export type DiffBlock = {
  list: ListName | "range";
  key: string;
  name: string;
  marks: DiffMark[];
  lines: DiffLine[];
};

type Item = Items[ListName];

const nameIn = (list: readonly { key: string; name: string }[], key: string): string =>
  list.find((item) => item.key === key)?.name ?? key;

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points).replace("-", "−");
}

/** Says between which values a score is kept. Pure. */
export const rangeText = (range: SheetContent["range"], { diff, sentences }: DiffTexts): string =>
  diff("range", { bounds: boundsText(range, sentences) ?? sentences("bounds.none") });

function bandsText({ bands }: Dimension, { diff }: DiffTexts): string {
  const list = bands
    .map(({ label, from }) => (from === null ? diff("bandRest", { label }) : diff("band", { label, from })))
    .join(", ");
  return list === "" ? diff("noBands") : diff("bands", { list });
}

/** What an entry says, a statement each; two that say the same mean the same. */
const statements: { [L in ListName]: (item: Items[L], content: SheetContent, t: DiffTexts) => string[] } = {
  rules: (rule: Rule, _, { diff, sentences }) => [
    ...ruleLines(rule, sentences).map(({ points, text }) => `${signed(points)} ${text}`),
    ...(rule.muted ? [diff("muted")] : []),
  ],
  categories: (category: Category, content, { diff, sentences }) => [
    diff("dimension", { name: nameIn(content.dimensions, category.dimension) }),
    diff("bounds", { bounds: boundsText(category, sentences) ?? sentences("bounds.none") }),
  ],
  dimensions: (dimension: Dimension, _, t) => [
    t.diff("bounds", { bounds: boundsText(dimension, t.sentences) ?? t.sentences("bounds.none") }),
    bandsText(dimension, t),
  ],
  groups: (group: Group, content, { diff, sentences }) => [
    diff("minimum", { text: groupText(group, content, sentences) }),
    diff(group.handover ? "handover" : "noHandover"),
    ...(group.leave ? [leaveText(group.leave, sentences) ?? ""] : []),
    ...(group.actions ?? []).map((action) => actionLine(action, group.name, sentences)),
  ],
  exclusions: (exclusion: Exclusion, _, { sentences }) => [
    sentences("excluded", { condition: conditionText(exclusion.when, sentences) }),
  ],
};

/** What an entry of a list says, a statement each; `content` names what it refers to. Pure. */
export const itemStatements = <L extends ListName>(
  list: L,
  item: Items[L],
  content: SheetContent,
  t: DiffTexts,
): string[] => statements[list](item, content, t);

const fieldText = ({ field, before, after }: FieldChange, { diff }: DiffTexts): DiffLine[] => {
  const value = (it: unknown) => (it === undefined ? diff("nothing") : JSON.stringify(it));
  return [
    { sign: "-", text: diff("field", { field, value: value(before) }) },
    { sign: "+", text: diff("field", { field, value: value(after) }) },
  ];
};

function changedLines(
  was: readonly string[],
  is: readonly string[],
  { fields, names }: { fields: FieldChange[]; names: [string, string] },
  t: DiffTexts,
): DiffLine[] {
  const lines: DiffLine[] = [];
  if (names[0] !== names[1]) {
    lines.push({ sign: "-", text: t.diff("name", { name: names[0] }) });
    lines.push({ sign: "+", text: t.diff("name", { name: names[1] }) });
  }
  for (const text of was) if (!is.includes(text)) lines.push({ sign: "-", text });
  for (const text of is) if (!was.includes(text)) lines.push({ sign: "+", text });
  if (fields.some(({ field, after }) => field === "muted" && after !== true))
    lines.push({ sign: "+", text: t.diff("unmuted") });
  // Such as two cases that changed places: the statements are the same ones.
  return lines.length > 0 ? lines : fields.flatMap((change) => fieldText(change, t));
}

function moveLine(
  { from, to, category }: Move,
  before: SheetContent,
  after: SheetContent,
  t: DiffTexts,
): DiffLine {
  if (!category) return { sign: ">", text: t.diff("place", { from: from + 1, to: to + 1 }) };
  const names = {
    from: nameIn(before.categories, category.before),
    to: nameIn(after.categories, category.after),
  };
  return { sign: ">", text: t.diff("category", names) };
}

function blockOf<L extends ListName>(
  list: L,
  change: ItemChange<Items[L]>,
  before: SheetContent,
  after: SheetContent,
  t: DiffTexts,
): DiffBlock {
  const say = statements[list] as (item: Item, content: SheetContent, t: DiffTexts) => string[];
  const head = { list, key: change.key };
  if (change.kind === "added" || change.kind === "removed") {
    const [item, content, sign] =
      change.kind === "added"
        ? ([change.after, after, "+"] as const)
        : ([change.before, before, "-"] as const);
    const lines = say(item, content, t).map((text): DiffLine => ({ sign, text }));
    // A rule on attributes without cases says nothing at all.
    const filled = lines.length > 0 ? lines : [{ sign, text: t.diff("empty") } as const];
    return { ...head, name: item.name, marks: [change.kind], lines: filled };
  }
  const { fields, moved } = change;
  const marks: DiffMark[] = [
    ...(fields.length > 0 ? (["changed"] as const) : []),
    ...(moved ? (["moved"] as const) : []),
  ];
  const texts = { fields, names: [change.before.name, change.after.name] as [string, string] };
  const lines =
    fields.length > 0
      ? changedLines(say(change.before, before, t), say(change.after, after, t), texts, t)
      : [];
  return {
    ...head,
    name: change.after.name,
    marks,
    lines: moved ? [moveLine(moved, before, after, t), ...lines] : lines,
  };
}

/** The difference of two contents in words, a block for each entry that differs. Pure. */
export function diffBlocks(before: SheetContent, after: SheetContent, t: DiffTexts): DiffBlock[] {
  const diff = diffSheets(before, after);
  const blocks: DiffBlock[] = [];
  if (diff.range.length > 0) {
    const lines: DiffLine[] = [
      { sign: "-", text: rangeText(before.range, t) },
      { sign: "+", text: rangeText(after.range, t) },
    ];
    blocks.push({ list: "range", key: "range", name: t.diff("lists.range"), marks: ["changed"], lines });
  }
  const order = ["rules", ...LISTS.filter((list) => list !== "rules")] as const;
  for (const list of order) {
    for (const change of diff[list] as ItemChange<never>[])
      blocks.push(blockOf(list, change, before, after, t));
  }
  return blocks;
}
