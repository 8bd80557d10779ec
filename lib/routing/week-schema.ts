import { z } from "zod";
import { minuteOf } from "./working-hours.ts";

const MAX_INTERVALS = 42;
const clock = (pattern: RegExp) => z.string().regex(pattern, "Expected a time such as 09:30");

const intervalSchema = z
  .strictObject({
    day: z.number().int().min(1).max(7).describe("1 is Monday"),
    from: clock(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ from, to }) => minuteOf(from) < minuteOf(to), {
    path: ["to"],
    message: "Ends before it begins",
    params: { code: "ends_before_start" },
  });

/** Working time of a week, in wall clock; null is around the clock. */
export const weekSchema = z
  .array(intervalSchema)
  .min(1, "Name at least one interval, or null for around the clock")
  .max(MAX_INTERVALS)
  .refine(
    (week) =>
      week.every((one, n) =>
        week.every(
          (other, m) =>
            n === m ||
            one.day !== other.day ||
            minuteOf(one.to) <= minuteOf(other.from) ||
            minuteOf(other.to) <= minuteOf(one.from),
        ),
      ),
    { message: "Intervals of a day overlap", params: { code: "overlap" } },
  )
  .nullable()
  .meta({ id: "Week" });
