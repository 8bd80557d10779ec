import type { Influences } from "./operation-schemas.ts";
import type { Option } from "./schemas.ts";
import { share } from "./tally.ts";

/** What a form offers as answers to "what influenced you?". */
export type OfferedInfluences = { form: string; options: readonly Option[] };
/** How many leads gave exactly these answers, each lead its newest ones. */
export type GivenInfluences = { form: string; values: readonly string[]; n: number };

type Counted = Pick<Influences, "answered" | "rules" | "options">;

/**
 * What customers say of rules: a rule is named by a lead that gave an answer which speaks of it, once however many do.
 * The share is of the leads whose form offered such an answer. What is said is said; it is not what caused anything. Pure.
 * @param names of the sheet's rules, by key; answers that speak of other rules count for none of these.
 */
export function countInfluences(
  offers: readonly OfferedInfluences[],
  given: readonly GivenInfluences[],
  names: ReadonlyMap<string, string>,
): Counted {
  const rulesOf = ({ options }: OfferedInfluences, value: string) =>
    options.find((option) => option.value === value)?.rules ?? [];
  const ofForm = (form: string) => given.filter((one) => one.form === form);
  const total = (rows: readonly GivenInfluences[]) => rows.reduce((sum, { n }) => sum + n, 0);
  const rules = [...names].flatMap(([rule, name]) => {
    const offering = offers.filter(({ options }) => options.some((option) => option.rules.includes(rule)));
    if (offering.length === 0) return [];
    const of = offering.reduce((sum, { form }) => sum + total(ofForm(form)), 0);
    const named = offering.reduce(
      (sum, offer) =>
        sum +
        total(
          ofForm(offer.form).filter(({ values }) =>
            values.some((value) => rulesOf(offer, value).includes(rule)),
          ),
        ),
      0,
    );
    return [{ rule, name, of, ...share(named, of) }];
  });
  const options = offers.flatMap(({ form, options: all }) => {
    const rows = ofForm(form);
    const of = total(rows);
    return all.map(({ value, label, rules: speaksOf }) => ({
      form,
      value,
      label,
      rules: [...speaksOf],
      of,
      ...share(total(rows.filter(({ values }) => values.includes(value))), of),
    }));
  });
  return { answered: total(given), rules, options };
}
