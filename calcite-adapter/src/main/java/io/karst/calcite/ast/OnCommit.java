package io.karst.calcite.ast;

/** What a transaction's commit does to a temporary table. */
public enum OnCommit {
  /** Its rows stay until the session ends. */
  PRESERVE_ROWS,
  DELETE_ROWS,
  DROP;

  /** As it is written. */
  String clause() {
    return "ON COMMIT " + name().replace('_', ' ');
  }
}
