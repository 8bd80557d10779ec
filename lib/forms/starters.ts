import { type FormContent, type FormField, MAX_OPTIONS, type Words } from "./schemas.ts";

export const STARTERS = ["contact", "survey", "influence"] as const;
export type Starter = (typeof STARTERS)[number];
export type NamedRule = { key: string; name: string };
/** `told`: rules that count what leads do, which somebody can say to have been influenced by. */
export type SheetRules = { sheet: string; name: string; rules: NamedRule[]; told: NamedRule[] };

const NOTHING: Words = { en: "", es: "" };
const field = (
  key: string,
  kind: FormField["kind"],
  label: Words,
  more: Partial<FormField> = {},
): FormField => ({
  key,
  kind,
  label,
  hint: NOTHING,
  required: false,
  options: [],
  attribute: null,
  influence: false,
  ...more,
});

const EMAIL = field("email", "email", { en: "E-mail address", es: "Correo electrónico" }, { required: true });
const blank = { intro: NOTHING, button: NOTHING, thanks: NOTHING };

const CONTACT: FormContent = {
  ...blank,
  kind: "form",
  title: { en: "Talk to us", es: "Habla con nosotros" },
  fields: [
    field("name", "short_text", { en: "Name", es: "Nombre" }, { required: true, attribute: "name" }),
    EMAIL,
    field("company", "short_text", { en: "Company", es: "Empresa" }, { attribute: "company" }),
    field("title", "short_text", { en: "Job title", es: "Cargo" }, { attribute: "title" }),
    field("message", "long_text", { en: "How can we help?", es: "¿En qué podemos ayudarte?" }),
  ],
  consent: {
    text: {
      en: "I agree to be written to about this and similar offers. I can withdraw this at any time.",
      es: "Acepto que me escribáis sobre esta oferta y otras parecidas. Puedo retirarlo cuando quiera.",
    },
    purpose: "marketing_email",
    required: false,
  },
};

const SURVEY: FormContent = {
  ...blank,
  kind: "survey",
  title: { en: "A few questions", es: "Unas preguntas" },
  fields: [
    field("satisfaction", "rating", {
      en: "How satisfied are you? (1 is not at all, 5 is very)",
      es: "¿Cuál es tu grado de satisfacción? (1 es muy bajo, 5 es muy alto)",
    }),
    field("why", "long_text", { en: "Why?", es: "¿Por qué?" }),
  ],
  consent: null,
};

/** The survey for new customers: an answer for each rule of a sheet that leads do something for, and two that are none. */
function influence(rules: readonly NamedRule[]): FormContent {
  const ofRules = rules.slice(0, MAX_OPTIONS - 2).map(({ key, name }) => ({
    value: key,
    label: { en: name, es: name },
    rules: [key],
  }));
  const others = [
    {
      value: "recommendation",
      label: { en: "Somebody recommended you", es: "Alguien os recomendó" },
      rules: [],
    },
    { value: "something_else", label: { en: "Something else", es: "Otra cosa" }, rules: [] },
  ].filter(({ value }) => !ofRules.some((option) => option.value === value));
  return {
    ...blank,
    kind: "survey",
    title: { en: "What influenced you?", es: "¿Qué influyó en tu decisión?" },
    intro: {
      en: "You have become a customer. What helped you to decide? It takes a minute.",
      es: "Ya formas parte de nuestros clientes. ¿Qué te ayudó a decidirte? Es un minuto.",
    },
    fields: [
      field(
        "influences",
        "choices",
        { en: "What influenced your decision?", es: "¿Qué influyó en tu decisión?" },
        {
          required: true,
          influence: true,
          hint: { en: "Choose all that did.", es: "Elige todo lo que influyó." },
          options: [...ofRules, ...others],
        },
      ),
      field("almost", "long_text", {
        en: "Was there anything that almost kept you from it?",
        es: "¿Hubo algo que estuvo a punto de impedirlo?",
      }),
    ],
    consent: null,
  };
}

/** Content to begin with. Pure. @param rules for the survey of new customers. */
export function startFrom(starter: Starter, rules: readonly NamedRule[] = []): FormContent {
  if (starter === "influence") return influence(rules);
  return starter === "contact" ? CONTACT : SURVEY;
}
