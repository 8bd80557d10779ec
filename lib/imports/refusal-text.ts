import type { RefusalCode } from "./kinds.ts";

const MAX_QUOTED = 60;

/** The English reason kept with a refused row; screens translate the code instead. */
export function refusalText(code: RefusalCode, column: string | null, value = ""): string {
  const where = column === null ? "" : `${column}: `;
  const text = value.length > MAX_QUOTED ? `${value.slice(0, MAX_QUOTED)}…` : value;
  switch (code) {
    case "no_identity":
      return "no e-mail address, user id or anonymous id";
    case "invalid_email":
      return `${where}"${text}" is not an e-mail address`;
    case "too_long":
      return `${where}the text is too long`;
    case "unreadable_text":
      return `${where}characters that cannot be read; the file may have another encoding`;
    case "not_a_number":
      return `${where}"${text}" is not a number`;
    case "not_a_boolean":
      return `${where}"${text}" is neither true nor false`;
    case "not_a_date":
      return `${where}"${text}" is not a date`;
    case "ambiguous_date":
      return `${where}"${text}" could be day/month or month/day; choose the order of dates`;
    case "missing_value":
      return `${where}a value is needed`;
    case "unknown_stage":
      return `${where}"${text}" is not a stage and is not translated to one`;
    case "unknown_lead":
      return "no lead is known under this id";
    case "erased":
      return "the person was erased; nothing is kept of them";
    case "too_many_cells":
      return "the row has more cells than the header";
    case "refused_by_database":
      return "a value cannot be stored";
  }
}
