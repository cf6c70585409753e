package io.karst.calcite.ast;

/** What a name in DROP, COMMENT ON or ALTER ... RENAME stands for. */
public enum ObjectKind {
  SCHEMA,
  TABLE,
  VIEW,
  INDEX,
  SEQUENCE,
  DOMAIN,
  COLUMN,
  CONSTRAINT
}
