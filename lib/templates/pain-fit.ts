import { SOURCES } from "./sources.ts";
import { coldWarmHot, localised, type Template } from "./template.ts";

const ONE_TO_TEN = Array.from({ length: 10 }, (_, i) => 10 - i);

/** High, middling and low, cut where the groups are: what the matrix crosses. */
const bands = (high: string, middling: string, low: string) => [
  { label: high, from: 7 },
  { label: middling, from: 4 },
  { label: low, from: null },
];

export const painFit: Template = {
  key: "pain-fit",
  name: { en: "Pain × fit matrix", es: "Matriz de dolor × perfil" },
  description: {
    en: `From “${SOURCES.guide.en}” (the Juan Merodio model): pain says how pressing the lead's problem is, fit how near the lead is to your buyer persona, each from 1 to 10; a lead is ready for sales when both are high. The attributes read (pain, urgency, title, company_size, budget, country) and where high begins are ours.`,
    es: `De «${SOURCES.guide.es}» (modelo de Juan Merodio): el dolor dice lo urgente que es el problema del lead y el perfil lo cerca que está de tu buyer persona, ambos de 1 a 10; un lead está listo para ventas cuando los dos son altos. Los atributos que se leen (pain, urgency, title, company_size, budget, country) y el punto a partir del cual son altos son nuestros.`,
  },
  segment: { key: "everyone", name: { en: "Everyone", es: "Todos" }, when: { all: [] } },
  content: localised((say) => ({
    dimensions: [
      { key: "pain", name: say("Pain", "Dolor"), min: 1, max: 10, bands: bands("1", "2", "3") },
      { key: "fit", name: say("Fit", "Perfil"), min: 1, max: 10, bands: bands("A", "B", "C") },
    ],
    categories: [
      { key: "pain", name: say("Pain", "Dolor"), dimension: "pain" },
      { key: "fit", name: say("Fit", "Perfil"), dimension: "fit" },
    ],
    rules: [
      {
        key: "pain",
        name: say("How intense the problem is", "Intensidad del problema"),
        category: "pain",
        kind: "fit",
        cases: [
          ...ONE_TO_TEN.map((n) => ({ when: { field: "pain", op: "eq" as const, value: n }, points: n })),
          { when: { field: "urgency", op: "in", value: ["immediate", "inmediata"] }, points: 10 },
          { when: { field: "urgency", op: "in", value: ["this quarter", "este trimestre"] }, points: 6 },
          { when: { field: "urgency", op: "in", value: ["none", "ninguna"] }, points: 1 },
        ],
      },
      {
        key: "persona",
        name: say("Is the buyer persona", "Es el buyer persona"),
        category: "fit",
        kind: "fit",
        cases: [
          { when: { field: "title", op: "in", value: ["CEO", "CMO", "director", "directora"] }, points: 4 },
        ],
        otherwise: 1,
      },
      {
        key: "company-size",
        name: say("Company of the right size", "Empresa del tamaño adecuado"),
        category: "fit",
        kind: "fit",
        cases: [{ when: { field: "company_size", op: "between", value: [10, 500] }, points: 2 }],
      },
      {
        key: "budget",
        name: say("Has the budget", "Tiene presupuesto"),
        category: "fit",
        kind: "fit",
        cases: [{ when: { field: "budget", op: "gte", value: 5000 }, points: 3 }],
      },
      {
        key: "country",
        name: say("In a country we serve", "En un país que atendemos"),
        category: "fit",
        kind: "fit",
        cases: [
          { when: { field: "country", op: "in", value: ["ES", "MX", "US", "España", "México"] }, points: 1 },
        ],
      },
    ],
    groups: coldWarmHot(say, { pain: 4, fit: 4 }, { pain: 7, fit: 7 }),
  })),
};
