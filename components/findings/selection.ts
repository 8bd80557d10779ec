/** Which findings are to be suggested, by the key of their rule; null: the reader cannot start a draft. */
export type Selection = {
  chosen: ReadonlySet<string>;
  choose: (rule: string, isChosen: boolean) => void;
} | null;
