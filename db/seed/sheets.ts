import type { Condition } from "../../lib/scoring/condition-schema.ts";
import { type SheetContent, sheetContentSchema } from "../../lib/scoring/schema.ts";
import { DEALERSHIP, DEALERSHIP_NEXT } from "./dealership-sheet.ts";
import { SOFTWARE, SOFTWARE_FIRST } from "./software-sheet.ts";
import type { Line } from "./types.ts";

export type SeedVersion = {
  number: number;
  content: SheetContent;
  state: "active" | "retired" | "in_review";
  /** Days before the seeding's now; null: never. */
  activatedDaysAgo: number | null;
  retiredDaysAgo: number | null;
  createdDaysAgo: number;
  note: string | null;
};
export type SeedSheet = {
  key: string;
  name: string;
  line: Line;
  segment: { key: string; name: string; when: Condition; position: number };
  /** Oldest first. */
  versions: SeedVersion[];
};

const content = (input: unknown) => sheetContentSchema.parse(input);
const line = (value: Line): Condition => ({ field: "product_line", op: "eq", value });

/** The demo's segments, in their order, each with its sheet and all of its versions. */
export const SEED_SHEETS: readonly SeedSheet[] = [
  {
    key: "dealership",
    name: "Dealership group",
    line: "cars",
    segment: { key: "dealership", name: "Dealership group", when: line("cars"), position: 1 },
    versions: [
      {
        number: 1,
        content: content(DEALERSHIP),
        state: "active",
        activatedDaysAgo: 310,
        retiredDaysAgo: null,
        createdDaysAgo: 324,
        note: "First sheet agreed with the dealers: behaviour counts double.",
      },
      {
        number: 2,
        content: content(DEALERSHIP_NEXT),
        state: "in_review",
        activatedDaysAgo: null,
        retiredDaysAgo: null,
        createdDaysAgo: 6,
        note: "Social media out, directions up, hot from 34.",
      },
    ],
  },
  {
    key: "software",
    name: "Software company",
    line: "software",
    segment: { key: "software", name: "Software company", when: line("software"), position: 2 },
    versions: [
      {
        number: 1,
        content: content(SOFTWARE_FIRST),
        state: "retired",
        activatedDaysAgo: 330,
        retiredDaysAgo: 76,
        createdDaysAgo: 341,
        note: "First try.",
      },
      {
        number: 2,
        content: content(SOFTWARE),
        state: "active",
        activatedDaysAgo: 76,
        retiredDaysAgo: null,
        createdDaysAgo: 90,
        note: "Points fade, newsletters count for little, and hot now needs fit.",
      },
    ],
  },
];
