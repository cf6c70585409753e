package io.karst.calcite.ast;

/** When a constraint is checked: at the end of the statement, or at commit. */
public enum Deferral {
  NOT_DEFERRABLE,
  /** May be deferred by SET CONSTRAINTS; checked at the end of the statement otherwise. */
  INITIALLY_IMMEDIATE,
  /** Checked at commit. */
  INITIALLY_DEFERRED
}
