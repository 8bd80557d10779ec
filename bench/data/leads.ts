import { Random } from "./random.ts";

export type BenchLead = {
  email: string;
  externalId: string;
  attributes: Record<string, string | number>;
};

const FIRST = [
  "Ana",
  "Luis",
  "Marta",
  "Jorge",
  "Lucía",
  "Pablo",
  "Elena",
  "Hugo",
  "Inés",
  "Óscar",
  "Nora",
  "Iván",
];
const LAST = [
  "García",
  "López",
  "Martín",
  "Sánchez",
  "Pérez",
  "Gómez",
  "Ruiz",
  "Díaz",
  "Moreno",
  "Muñoz",
  "Romero",
];
const TITLES = [
  "CEO",
  "CTO",
  "Head of Marketing",
  "Marketing Manager",
  "Developer",
  "Analyst",
  "Consultant",
  "Student",
];
/** One lead in five is in Spain: the rule that the bench changes gives points for just that. */
const COUNTRIES = ["ES", "MX", "CO", "AR", "CL", "PE", "DE", "FR", "US", "GB"] as const;
const INDUSTRIES = [
  "software",
  "retail",
  "health",
  "education",
  "finance",
  "media",
  "travel",
  "energy",
  "public",
  "food",
];
const SOURCES = ["organic", "paid search", "event", "referral", "partner", "cold list"];

/** The n-th lead (from 0) of a data set; the same for the same random state. */
export function makeLead(random: Random, n: number): BenchLead {
  const company = `Company ${random.below(200_000)}`;
  return {
    email: `lead${n}@company${random.below(200_000)}.example`,
    externalId: `user-${n}`,
    attributes: {
      name: `${random.pick(FIRST)} ${random.pick(LAST)}`,
      company,
      title: random.pick(TITLES),
      country: random.below(5) === 0 ? "ES" : (COUNTRIES[1 + random.below(COUNTRIES.length - 1)] ?? "MX"),
      employees: 1 + random.skewed(5_000, 4),
      industry: random.pick(INDUSTRIES),
      lead_source: random.pick(SOURCES),
    },
  };
}

/** Leads one by one, in constant memory. */
export function* makeLeads(count: number, seed: number): Generator<BenchLead> {
  const random = new Random(seed);
  for (let n = 0; n < count; n++) yield makeLead(random, n);
}
