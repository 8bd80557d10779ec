import { SOURCES } from "./sources.ts";
import { coldWarmHot, localised, type Template } from "./template.ts";

type Answers = readonly (string | number)[];

/** Points for the best, second, third and the bad answer. The article prints 4 for the third as well,
 * as many as for the best: an evident slip, read here as 2. It gives no number for the bad one. */
const POINTS = [4, 3, 2, -2];

const cases = (field: string, answers: readonly [Answers, Answers, Answers, Answers]) =>
  answers.map((value, place) => ({
    when: { field, op: "in" as const, value: [...value] },
    points: POINTS[place] ?? 0,
  }));

const sizes = (field: string, ranges: readonly (readonly [number, number])[]) =>
  ranges.map(([low, high], place) => ({
    when: { field, op: "between" as const, value: [low, high] as [number, number] },
    points: POINTS[place] ?? 0,
  }));

export const fourQuestions: Template = {
  key: "four-questions",
  name: { en: "Four questions (B2B)", es: "Cuatro preguntas (B2B)" },
  description: {
    en: `From “${SOURCES.guide.en}” (the Business2Community model): job title, department, type and size of company; the best answer gives 4, the second best 3, the third 2, a bad one takes 2 away. The article prints 4 points for the third answer too, an evident slip, and leaves the bad answer's number open. Put your own answers in; the thresholds 8 and 12 are ours.`,
    es: `De «${SOURCES.guide.es}» (modelo de Business2Community): cargo, departamento, tipo y tamaño de empresa; la mejor respuesta vale 4 puntos, la segunda 3, la tercera 2 y una mala resta 2. El artículo da 4 puntos también a la tercera, una errata evidente, y no dice cuánto resta la mala. Pon tus propias respuestas; los umbrales de 8 y 12 son nuestros.`,
  },
  segment: {
    key: "companies",
    name: { en: "Companies", es: "Empresas" },
    when: { field: "company", op: "exists" },
  },
  content: localised((say) => ({
    dimensions: [{ key: "fit", name: say("Fit", "Perfil") }],
    categories: [{ key: "answers", name: say("Answers", "Respuestas"), dimension: "fit" }],
    rules: [
      {
        key: "title",
        name: say("Job title", "Cargo"),
        category: "answers",
        kind: "fit",
        cases: cases("title", [
          ["CEO", "CMO", "owner", "propietario", "propietaria"],
          ["director", "directora", "VP"],
          ["manager", "responsable"],
          ["intern", "becario", "becaria", "student", "estudiante"],
        ]),
      },
      {
        key: "department",
        name: say("Department", "Departamento"),
        category: "answers",
        kind: "fit",
        cases: cases("department", [
          ["marketing"],
          ["sales", "ventas"],
          ["management", "dirección", "operations", "operaciones"],
          ["human resources", "recursos humanos"],
        ]),
      },
      {
        key: "company-type",
        name: say("Type of company", "Tipo de empresa"),
        category: "answers",
        kind: "fit",
        cases: cases("company_type", [
          ["software"],
          ["services", "servicios"],
          ["retail", "comercio", "manufacturing", "industria"],
          ["competitor", "competencia"],
        ]),
      },
      {
        key: "company-size",
        name: say("Size of company (employees)", "Tamaño de empresa (empleados)"),
        category: "answers",
        kind: "fit",
        cases: sizes("company_size", [
          [51, 500],
          [501, 5000],
          [11, 50],
          [0, 1],
        ]),
      },
    ],
    groups: coldWarmHot(say, { total: 8 }, { total: 12 }),
  })),
};
